using VideoDyn.Core.Errors;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Configuration;

public class FuzzTests
{
    private const string Secret = "Xq7-hidden-Zz";
    private static readonly string[] s_samples =
        [.. Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "samples", "configs"), "*.yaml").Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    private static readonly string[] s_pieces =
        ["\n", "  ", ":", "- ", "[", "]", "{", "}", "'", "\"", "&a", "*a", "${", "${X}", "#", "|", ">", "\t", "---\n", "null", "~", "-1", "1e999", ".inf", "é", "cameras:\n", "<<: ", "!!int ", "%YAML 9\n", "? "];

    [Fact]
    public void DamagedSamples_GiveClearErrors_AndNoSecret()
    {
        var random = new Random(20260501);
        for (int round = 0; round < 3000; round++)
        {
            string text = Damage(s_samples[round % s_samples.Length], random);
            try
            {
                Yaml.Read(text, ("GATE_PASSWORD", Secret), ("YARD_URL", $"rtsp://me:{Secret}@yard/1"), ("BROKER_PASSWORD", Secret), ("X", Secret));
            }
            catch (VideoDynException error)
            {
                Assert.Equal(ErrorKind.Configuration, error.Kind);
                Assert.DoesNotContain(Secret, error.ToString());
            }
        }
    }

    private static string Damage(string text, Random random)
    {
        for (int times = random.Next(1, 4); times > 0; times--)
        {
            int at = random.Next(text.Length);
            text = random.Next(3) switch
            {
                0 => text.Insert(at, s_pieces[random.Next(s_pieces.Length)]),
                1 => text.Remove(at, Math.Min(random.Next(1, 20), text.Length - at)),
                _ => text[..at] + (char)random.Next(32, 127) + text[(at + 1)..],
            };
        }

        return text;
    }
}
