using VideoDyn.Pipeline.Configuration.Secrets;
using VideoDyn.Pipeline.Configuration.Yaml;

namespace VideoDyn.Pipeline.Configuration.Shapes;

/// <summary>What shapes need to read values.</summary>
/// <param name="Folder">The folder of the file, from which relative paths are meant.</param>
/// <param name="CheckFiles">Whether files that are named must exist.</param>
/// <param name="Problems">Receives what is wrong.</param>
/// <param name="Secrets">Receives passwords.</param>
internal sealed record ReadContext(string Folder, bool CheckFiles, ProblemList Problems, SecretSet Secrets)
{
    /// <summary>Notes that a value does not fit.</summary>
    public void Wrong(ConfigNode node, string expected) => Problems.Add(node, $"found {node.Shown}, expected {expected}");

    /// <summary>The path as seen from the folder of the file.</summary>
    public string Resolve(string path) => Path.GetFullPath(path, Folder);
}
