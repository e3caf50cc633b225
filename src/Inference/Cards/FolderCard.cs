using VideoDyn.Core.Errors;

namespace VideoDyn.Inference.Cards;

/// <summary>
/// The YAML file of a model that is a folder: its keys, and the problems of the whole folder, so that they can all be
/// told at once.
/// </summary>
public sealed class FolderCard
{
    private readonly CardProblems _own = new();
    private readonly string _kind;

    private FolderCard(string folder, string file, string kind, string text)
    {
        _kind = kind;
        Folder = folder;
        File = file;
        Keys = new CardSection(CardReader.Root(text, $"{kind} '{Path.Combine(folder, file)}'"), "", _own);
    }

    /// <summary>Path of the folder.</summary>
    public string Folder { get; }

    /// <summary>Name of the YAML file.</summary>
    public string File { get; }

    /// <summary>Its keys.</summary>
    public CardSection Keys { get; }

    /// <summary>Problems of the folder's files, each beginning with the name of the file.</summary>
    public CardProblems Problems { get; } = new();

    /// <summary>Opens the file.</summary>
    /// <param name="folder">Path of the folder.</param>
    /// <param name="file">Name of the YAML file.</param>
    /// <param name="kind">What the folder is, e.g. <c>clip model</c>.</param>
    /// <exception cref="VideoDynException">Kind Model: there is no such folder or file, or it holds no keys.</exception>
    public static FolderCard Open(string folder, string file, string kind)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder))
            throw VideoDynException.Model($"{kind} '{folder}': {(System.IO.File.Exists(folder) ? "is a file" : "no such folder")}; expected a folder with {file}");
        string path = Path.Combine(folder, file);
        if (!System.IO.File.Exists(path))
            throw VideoDynException.Model($"{kind} '{folder}': has no {file}; see docs/clip-models.md for what belongs into the folder");
        try
        {
            return new FolderCard(folder, file, kind, System.IO.File.ReadAllText(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw VideoDynException.Model($"{kind} '{path}': cannot be read: {error.Message}", error);
        }
    }

    /// <summary>The <c>input</c> section; a card without it leaves everything to the graph.</summary>
    public CardInput Input() => Keys.Section("input") is { } section ? CardReader.Input(section) : new CardInput();

    /// <summary>The class names of key <c>labels</c>; a missing key is a problem.</summary>
    public IReadOnlyList<string> Labels()
    {
        IReadOnlyList<string>? labels = CardReader.Labels(Keys, name => LabelFile.Read(Path.Combine(Folder, name)), _own);
        if (labels is null && Keys.LineOf("labels") == 0)
            _own.Add("key 'labels' is missing; write e.g. 'labels: [walk, run]' or 'labels: classes.txt'");
        return labels ?? [];
    }

    /// <summary>Notes a problem with a key.</summary>
    /// <param name="key">Path of the key.</param>
    /// <param name="problem">What was found and what was expected.</param>
    public void Wrong(string key, string problem)
    {
        string top = key.Split('.')[0];
        _own.Add(Keys.LineOf(top) is > 0 and long line ? $"line {line}: key '{key}': {problem}" : $"key '{key}': {problem}");
    }

    /// <summary>Ends the reading of the keys: those that nobody asked for are problems too.</summary>
    public void FinishKeys()
    {
        Keys.Finish();
        foreach (string problem in _own.All)
            Problems.Add($"{File}: {problem}");
    }

    /// <summary>Fails when anything was wrong.</summary>
    /// <exception cref="VideoDynException">Kind Model, with all problems.</exception>
    public void ThrowIfAny() => Problems.ThrowIfAny($"{_kind} '{Folder}'");
}
