using VideoDyn.Pipeline.Configuration.Secrets;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace VideoDyn.Pipeline.Configuration.Yaml;

/// <summary>
/// Reads YAML into a tree that knows lines and columns. Unlike the library's own document model it notes every duplicate
/// key instead of failing at the first, and refuses aliases, with which a small file can name a huge document.
/// </summary>
internal sealed class YamlTree
{
    private const int DeepestNesting = 20;
    private static readonly string[] s_nulls = ["", "~", "null", "Null", "NULL"];

    private readonly Parser _parser;
    private readonly ProblemList _problems;
    private readonly SecretSet _secrets;
    private readonly Func<string, string?> _environment;

    private YamlTree(string text, ProblemList problems, SecretSet secrets, Func<string, string?> environment)
    {
        _parser = new Parser(new StringReader(text));
        _problems = problems;
        _secrets = secrets;
        _environment = environment;
    }

    /// <summary>Reads the text of a file.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <param name="secrets">Receives what came from the environment.</param>
    /// <param name="environment">Tells the value of a variable; null when it is not set.</param>
    /// <returns>The only document's root; null when there is none, or when the text is no YAML.</returns>
    public static ConfigNode? Read(string text, ProblemList problems, SecretSet secrets, Func<string, string?> environment)
    {
        if (TabCheck.Find(text, problems))
            return null;
        var tree = new YamlTree(text, problems, secrets, environment);
        try
        {
            return tree.Document();
        }
        catch (YamlException error)
        {
            string reason = (error.InnerException?.Message ?? error.Message).TrimEnd('.');
            problems.Add(error.Start.Line, error.Start.Column, "", $"not valid YAML: {reason}");
            return null;
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException)
        {
            // The library's scanner trips over some malformed texts; what it read last tells about where.
            Mark near = tree._parser.Current?.End ?? Mark.Empty;
            problems.Add(near.Line, near.Column, "", "not valid YAML: what follows here cannot be read");
            return null;
        }
    }

    private ConfigNode? Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
            return null;
        _parser.Consume<DocumentStart>();
        ConfigNode root = Node("", 0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out DocumentStart? second))
            _problems.Add(second.Start.Line, second.Start.Column, "", "a second document begins; expected one document without '---' in the middle");
        return root;
    }

    private ConfigNode Node(string path, int depth)
    {
        ParsingEvent begin = _parser.Current ?? Advance();
        if (depth > DeepestNesting)
            throw new YamlException(begin.Start, begin.End, $"nested deeper than {DeepestNesting} levels");
        if (begin is NodeEvent { Anchor.IsEmpty: false } or AnchorAlias)
            throw new YamlException(begin.Start, begin.End, "anchors (&name) and aliases (*name) are not supported; what all cameras share goes to the top of the file");
        switch (begin)
        {
            case Scalar scalar:
                _parser.MoveNext();
                return Value(scalar, path);
            case SequenceStart:
                return List(begin, path, depth);
            case MappingStart:
                return Mapping(begin, path, depth);
            default:
                throw new YamlException(begin.Start, begin.End, "expected a value");
        }
    }

    private ParsingEvent Advance()
    {
        _parser.MoveNext();
        return _parser.Current!;
    }

    private ScalarNode Value(Scalar scalar, string path)
    {
        bool broken = false;
        string text = EnvironmentText.Expand(scalar.Value, _environment, _secrets, problem =>
        {
            broken = true;
            _problems.Add(scalar.Start.Line, scalar.Start.Column, path, problem);
        });
        bool isNull = scalar.Style == ScalarStyle.Plain && s_nulls.Contains(scalar.Value);
        return new ScalarNode(path, scalar.Start.Line, scalar.Start.Column, text, scalar.Value, isNull) { IsBroken = broken };
    }

    private ListNode List(ParsingEvent begin, string path, int depth)
    {
        var items = new List<ConfigNode>();
        _parser.MoveNext();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(Node($"{path}[{items.Count}]", depth + 1));
        return new ListNode(path, begin.Start.Line, begin.Start.Column, items);
    }

    private MappingNode Mapping(ParsingEvent begin, string path, int depth)
    {
        var entries = new Dictionary<string, MappingEntry>(StringComparer.Ordinal);
        _parser.MoveNext();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            ParsingEvent key = _parser.Current ?? Advance();
            if (key is not Scalar { Anchor.IsEmpty: true } name)
                throw new YamlException(key.Start, key.End, "a key must be a plain word");
            _parser.MoveNext();
            string below = path.Length == 0 ? name.Value : $"{path}.{name.Value}";
            var entry = new MappingEntry(name.Value, name.Start.Line, name.Start.Column, Node(below, depth + 1));
            if (!entries.TryAdd(name.Value, entry))
            {
                string what = path == "cameras" ? $"two cameras are named '{name.Value}'" : $"key '{name.Value}' is written twice";
                _problems.Add(name.Start.Line, name.Start.Column, below, $"{what}; the first one is in line {entries[name.Value].Line}");
            }
        }

        return new MappingNode(path, begin.Start.Line, begin.Start.Column, [.. entries.Values]);
    }
}
