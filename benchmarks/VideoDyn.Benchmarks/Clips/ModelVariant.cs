namespace VideoDyn.Benchmarks.Clips;

/// <summary>A copy of a model folder whose YAML file says something else, e.g. no exits.</summary>
internal sealed class ModelVariant : IDisposable
{
    public ModelVariant(string folder, string yaml, params (string Key, string Value)[] changes)
    {
        Folder = Directory.CreateTempSubdirectory("videodyn-variant-").FullName;
        foreach (string file in Directory.GetFiles(folder))
            File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)));
        string path = Path.Combine(Folder, yaml);
        List<string> lines = [.. File.ReadAllLines(path)];
        foreach ((string key, string value) in changes)
        {
            // A key with what is indented below it goes, the new line comes.
            int at = lines.FindIndex(line => line.StartsWith(key + ":", StringComparison.Ordinal));
            if (at >= 0)
            {
                int end = at + 1;
                while (end < lines.Count && (lines[end].StartsWith(' ') || lines[end].Length == 0))
                    end++;
                lines.RemoveRange(at, end - at);
            }

            lines.Add($"{key}: {value}");
        }

        File.WriteAllLines(path, lines);
    }

    public string Folder { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
