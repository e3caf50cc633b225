using System.Security.Cryptography;
using System.Text;
using VideoDyn.Core.Errors;
using VideoDyn.Pipeline.Configuration.Secrets;
using VideoDyn.Pipeline.Configuration.Shapes;
using VideoDyn.Pipeline.Configuration.Words;
using VideoDyn.Pipeline.Configuration.Yaml;

namespace VideoDyn.Pipeline.Configuration;

/// <summary>Reads <c>cameras.yaml</c>, the configuration of several cameras.</summary>
public static class CamerasFile
{
    // Thousands of cameras fit; what is larger is no configuration, and would only cost memory.
    private const int LargestFile = 8 << 20;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Path of the file; relative paths in it are meant from its folder.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ConfigurationException">Something in it is wrong; the message names all of it, and no secret.</exception>
    /// <exception cref="VideoDynException">It cannot be read (kind Configuration).</exception>
    public static CameraSet Read(string path, ConfigurationReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Parse(ReadText(path), path, options);
    }

    /// <summary>Reads the text of a file.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="path">Path of the file, for messages and as the base of relative paths.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ConfigurationException">Something in it is wrong; the message names all of it, and no secret.</exception>
    public static CameraSet Parse(string text, string path, ConfigurationReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new ConfigurationReadOptions();
        var secrets = new SecretSet();
        var problems = new ProblemList(secrets);
        var context = new ReadContext(Path.GetDirectoryName(Path.GetFullPath(path))!, options.CheckFiles, problems, secrets);
        ConfigNode? root = YamlTree.Read(text, problems, secrets, options.Environment);
        CameraSet? set = null;
        if (root is null or ScalarNode { IsNull: true })
        {
            if (problems.IsEmpty)
                problems.Add(0, 0, "", "the file is empty; expected 'cameras:' with at least one camera");
        }
        else if (CameraWords.File.TryRead(root, context, out Section? file))
        {
            set = new CameraSetBuilder(file, path, context).Build();
        }

        return problems.IsEmpty ? set! with { Fingerprint = FingerprintOf(text) } : throw new ConfigurationException(path, problems.Ordered());
    }

    internal static string FingerprintOf(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    internal static string ReadText(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.Exists && file.Length > LargestFile)
                throw VideoDynException.Configuration($"{path}: has {file.Length >> 20} MiB, expected at most {LargestFile >> 20}");
            return File.ReadAllText(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        }
        catch (DecoderFallbackException error)
        {
            throw VideoDynException.Configuration($"{path}: is no text in UTF-8", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw VideoDynException.Configuration($"{path}: cannot be read: {error.Message}", error);
        }
    }
}
