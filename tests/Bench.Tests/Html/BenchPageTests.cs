using System.Text.RegularExpressions;
using VideoDyn.TestKit;

namespace VideoDyn.Bench.Tests.Html;

public partial class BenchPageTests : LeaseGuard
{
    [ChromiumFact]
    public void Page_InARealBrowser_ShowsTableChartsAndPictures()
    {
        using var folder = new TemporaryFolder();
        string page = Write(folder);

        string dom = Chromium(folder, $"--dump-dom file://{page}");

        Assert.Contains("<h1>Plans against dense</h1>", dom, StringComparison.Ordinal);
        Assert.Equal(3, TableRow().Count(dom.Split("<table>")[1].Split("</table>")[0]) - 1);
        Assert.Contains("aria-label=\"agreement over processor time\"", dom, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"processor time by stage\"", dom, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"processor time over stream time\"", dom, StringComparison.Ordinal);
        Assert.Contains("<summary>Tracks and events</summary>", dom, StringComparison.Ordinal);
        Assert.Equal(4, dom.Split("data:image/jpeg;base64,").Length - 1);
    }

    [ChromiumFact]
    public void Page_OnAPhone_DoesNotScrollSideways()
    {
        using var folder = new TemporaryFolder();
        string page = Write(folder);

        // The page itself has no script; this frame of 360 pixels measures it from outside.
        File.WriteAllText(folder["phone.html"], $$"""
            <!doctype html><body><iframe id="f" width="360" height="740" src="file://{{page}}"></iframe>
            <script>f.onload=()=>{const d=f.contentDocument;const i=[...d.images,...d.querySelectorAll('image')];
            document.title='width '+d.documentElement.scrollWidth;document.body.append('measured '+d.documentElement.scrollWidth+' pictures '+i.length)}</script>
            """);
        string dom = Chromium(folder, $"--allow-file-access-from-files --virtual-time-budget=4000 --dump-dom file://{folder["phone.html"]}");

        Match measured = Measured().Match(dom);
        Assert.True(measured.Success, dom);
        Assert.InRange(int.Parse(measured.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), 300, 360);
        Assert.Equal("4", measured.Groups[2].Value);
    }

    [Fact]
    public void Page_Source_NeedsNothingElse()
    {
        using var folder = new TemporaryFolder();
        string html = File.ReadAllText(Write(folder));

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
        Assert.Contains("name=\"viewport\"", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
    }

    private static string Write(TemporaryFolder folder) => new BenchJob([ShapesBench.Options(folder)], "videodyn bench <script>")
        .Run(_ => { }, CancellationToken.None).Write(folder["out"])[1];

    private static string Chromium(TemporaryFolder folder, string arguments) => TestClips.Run(
        ChromiumFactAttribute.Command,
        $"--headless --no-sandbox --disable-gpu --disable-dev-shm-usage --user-data-dir={folder["profile"]} {arguments}");

    [GeneratedRegex("<tr")]
    private static partial Regex TableRow();

    [GeneratedRegex("measured ([0-9]+) pictures ([0-9]+)")]
    private static partial Regex Measured();
}
