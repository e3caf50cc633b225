using System.Globalization;
using System.Numerics;
using VideoDyn.Core.Errors;
using YamlDotNet.RepresentationModel;

namespace VideoDyn.Inference.Cards;

/// <summary>Reads the keys of one YAML mapping, notes every value that is wrong, and in the end every key that nobody asked for.</summary>
public sealed class CardSection
{
    private readonly Dictionary<string, (YamlNode Value, long Line)> _entries = [];
    private readonly HashSet<string> _asked = [];
    private readonly CardProblems _problems;
    private readonly string _prefix;

    /// <summary>Opens a mapping.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <param name="prefix">Path of the keys above, with a dot at its end; empty at the top.</param>
    /// <param name="problems">Where problems go.</param>
    internal CardSection(YamlMappingNode mapping, string prefix, CardProblems problems)
    {
        _prefix = prefix;
        _problems = problems;
        foreach ((YamlNode key, YamlNode value) in mapping.Children)
        {
            if (key is YamlScalarNode { Value: { } name })
                _entries.Add(name, (value, key.Start.Line));
            else
                problems.Add($"line {key.Start.Line}: a key must be a plain word");
        }
    }

    /// <summary>A word; null when the key is absent.</summary>
    public string? Text(string key)
    {
        if (!Take(key, out YamlNode value, out long line))
            return null;
        if (value is YamlScalarNode { Value.Length: > 0 } scalar)
            return scalar.Value;
        Wrong(line, key, value, "a word");
        return null;
    }

    /// <summary>One of a few words.</summary>
    public T? Choice<T>(string key, (string Word, T Value)[] words)
        where T : struct
    {
        if (!Take(key, out YamlNode value, out long line))
            return null;
        string? text = (value as YamlScalarNode)?.Value;
        foreach ((string word, T meaning) in words)
        {
            if (word == text)
                return meaning;
        }

        string[] known = [.. words.Select(pair => pair.Word)];
        Wrong(line, key, value, $"one of {string.Join(", ", known)}{NearestName.Hint(text ?? "", known)}");
        return null;
    }

    /// <summary>A whole number in a range.</summary>
    public int? Whole(string key, int least, int most)
    {
        if (!Take(key, out YamlNode value, out long line))
            return null;
        if (value is YamlScalarNode scalar
            && int.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            && number >= least && number <= most)
        {
            return number;
        }

        Wrong(line, key, value, $"a whole number from {least} to {most}");
        return null;
    }

    /// <summary>A number in a range.</summary>
    public float? Number(string key, float least, float most)
    {
        if (!Take(key, out YamlNode value, out long line))
            return null;
        if (TryNumber(value, out float number) && number >= least && number <= most)
            return number;
        Wrong(line, key, value, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));
        return null;
    }

    /// <summary>A finite number that is not zero.</summary>
    public float? Factor(string key)
    {
        if (!Take(key, out YamlNode value, out long line))
            return null;
        if (TryNumber(value, out float number) && number != 0)
            return number;
        Wrong(line, key, value, "a number other than 0, e.g. 1 or 0.00392157");
        return null;
    }

    /// <summary>Three numbers, or one for all channels.</summary>
    public Vector3? PerChannel(string key, bool zeroAllowed)
    {
        if (!Take(key, out YamlNode value, out long line))
            return null;
        YamlNode[] items = value is YamlSequenceNode list ? [.. list.Children] : [value, value, value];
        float[] numbers = [.. items.Select(item => TryNumber(item, out float number) ? number : float.NaN)];
        if (numbers.Length == 3 && numbers.All(number => !float.IsNaN(number) && (zeroAllowed || number != 0)))
            return new Vector3(numbers[0], numbers[1], numbers[2]);
        Wrong(line, key, value, zeroAllowed ? "three numbers, e.g. [0.485, 0.456, 0.406]" : "three numbers other than 0, e.g. [0.229, 0.224, 0.225]");
        return null;
    }

    /// <summary>A list of lists of pairs of numbers above zero; null when the key is absent.</summary>
    public IReadOnlyList<IReadOnlyList<float>>? PairLists(string key)
    {
        if (!Take(key, out YamlNode value, out long line))
            return null;
        if (value is YamlSequenceNode { Children.Count: > 0 } lists && lists.Children.All(item => Pairs(item) is not null))
            return [.. lists.Children.Select(item => Pairs(item)!)];
        Wrong(line, key, value, "lists of widths and heights above 0, e.g. [[10, 13, 16, 30, 33, 23], [30, 61, 62, 45, 59, 119]]");
        return null;

        static float[]? Pairs(YamlNode item)
        {
            if (item is not YamlSequenceNode { Children.Count: > 0 } list || list.Children.Count % 2 != 0)
                return null;
            float[] numbers = [.. list.Children.Select(child => TryNumber(child, out float number) ? number : 0)];
            return numbers.All(number => number > 0) ? numbers : null;
        }
    }

    /// <summary>A list of rising whole numbers from 1 on; null when the key is absent.</summary>
    public IReadOnlyList<int>? RisingWholes(string key, int most)
    {
        if (!Take(key, out YamlNode value, out long line))
            return null;
        if (value is YamlSequenceNode { Children.Count: > 0 } list)
        {
            int[] numbers = [.. list.Children.Select(child => TryNumber(child, out float number) && number == MathF.Truncate(number) && number >= 1 && number <= most ? (int)number : 0)];
            if (numbers[0] > 0 && numbers.Zip(numbers.Skip(1)).All(pair => pair.First < pair.Second))
                return numbers;
        }

        Wrong(line, key, value, $"rising whole numbers from 1 to {most}, e.g. [16, 32, 64]");
        return null;
    }

    /// <summary>A list of whole numbers in a range; null when the key is absent.</summary>
    /// <param name="key">The key.</param>
    /// <param name="least">Least number allowed.</param>
    /// <param name="most">Greatest number allowed.</param>
    /// <param name="word">The word when the value is no list.</param>
    public IReadOnlyList<int>? Wholes(string key, int least, int most, out string? word)
    {
        word = null;
        if (!Take(key, out YamlNode value, out long line))
            return null;
        if (value is YamlScalarNode { Value.Length: > 0 } scalar)
        {
            word = scalar.Value;
            return null;
        }

        if (value is YamlSequenceNode { Children.Count: > 0 } list && list.Children.All(item => TryNumber(item, out float number) && number == MathF.Truncate(number) && number >= least && number <= most))
            return [.. list.Children.Select(item => int.Parse(((YamlScalarNode)item).Value!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))];
        Wrong(line, key, value, $"a list of whole numbers from {least} to {most}");
        return null;
    }

    /// <summary>A list of numbers in a range, or one number.</summary>
    /// <param name="key">The key.</param>
    /// <param name="least">Least number allowed.</param>
    /// <param name="most">Greatest number allowed.</param>
    /// <param name="single">The number when the value is no list.</param>
    public IReadOnlyList<float>? Numbers(string key, float least, float most, out float? single)
    {
        single = null;
        if (!Take(key, out YamlNode value, out long line))
            return null;
        if (value is not YamlSequenceNode list)
        {
            if (TryNumber(value, out float number) && number >= least && number <= most)
                single = number;
            else
                Wrong(line, key, value, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}, or a list of them"));
            return null;
        }

        var numbers = new List<float>();
        foreach (YamlNode item in list.Children)
        {
            if (TryNumber(item, out float number) && number >= least && number <= most)
                numbers.Add(number);
        }

        if (numbers.Count == list.Children.Count && numbers.Count > 0)
            return numbers;
        Wrong(line, key, value, string.Create(CultureInfo.InvariantCulture, $"a list of numbers from {least} to {most}"));
        return null;
    }

    /// <summary>A list of words, or one word.</summary>
    /// <param name="key">The key.</param>
    /// <param name="expected">What a right value is, for messages.</param>
    /// <param name="single">The word when the value is no list.</param>
    public IReadOnlyList<string>? Words(string key, string expected, out string? single)
    {
        single = null;
        if (!Take(key, out YamlNode value, out long line))
            return null;
        if (value is YamlScalarNode { Value.Length: > 0 } scalar)
        {
            single = scalar.Value;
            return null;
        }

        if (value is YamlSequenceNode { Children.Count: > 0 } list && list.Children.All(item => item is YamlScalarNode { Value.Length: > 0 }))
            return [.. list.Children.Select(item => ((YamlScalarNode)item).Value!)];
        Wrong(line, key, value, expected);
        return null;
    }

    /// <summary>A mapping of words to words; null when the key is absent.</summary>
    public IReadOnlyDictionary<string, string>? Pairs(string key)
    {
        if (!Take(key, out YamlNode value, out long line))
            return null;
        if (value is YamlMappingNode mapping && mapping.Children.All(pair => pair.Key is YamlScalarNode && pair.Value is YamlScalarNode))
            return mapping.Children.ToDictionary(pair => ((YamlScalarNode)pair.Key).Value ?? "", pair => ((YamlScalarNode)pair.Value).Value ?? "");
        Wrong(line, key, value, "a section of words, e.g. 'author: somebody'");
        return null;
    }

    /// <summary>A mapping below; null when the key is absent.</summary>
    public CardSection? Section(string key)
    {
        if (!Take(key, out YamlNode value, out long line))
            return null;
        if (value is YamlMappingNode mapping)
            return new CardSection(mapping, $"{_prefix}{key}.", _problems);
        Wrong(line, key, value, "a section of keys");
        return null;
    }

    /// <summary>A list of mappings; null when the key is absent.</summary>
    public IReadOnlyList<CardSection>? Sections(string key)
    {
        if (!Take(key, out YamlNode value, out long line))
            return null;
        if (value is YamlSequenceNode { Children.Count: > 0 } list && list.Children.All(item => item is YamlMappingNode))
            return [.. list.Children.Select((item, index) => new CardSection((YamlMappingNode)item, $"{_prefix}{key}[{index}].", _problems))];
        Wrong(line, key, value, "a list of sections, e.g. '- file: stage1.onnx'");
        return null;
    }

    /// <summary>The line of a key.</summary>
    public long LineOf(string key) => _entries.TryGetValue(key, out (YamlNode Value, long Line) entry) ? entry.Line : 0;

    /// <summary>Notes the keys that were never asked for.</summary>
    public void Finish()
    {
        foreach ((string key, (YamlNode _, long line)) in _entries)
        {
            if (!_asked.Contains(key))
                _problems.Add($"line {line}: key '{_prefix}{key}' is unknown; expected one of {string.Join(", ", _asked)}{NearestName.Hint(key, _asked)}");
        }
    }

    private static bool TryNumber(YamlNode node, out float number)
    {
        number = float.NaN;
        return node is YamlScalarNode scalar
            && float.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out number)
            && float.IsFinite(number);
    }

    private bool Take(string key, out YamlNode value, out long line)
    {
        _asked.Add(key);
        bool found = _entries.TryGetValue(key, out (YamlNode Value, long Line) entry);
        (value, line) = entry;
        return found;
    }

    private void Wrong(long line, string key, YamlNode value, string expected)
    {
        string found = value switch
        {
            YamlScalarNode { Value.Length: > 0 } scalar => $"'{scalar.Value}'",
            YamlScalarNode => "nothing",
            YamlSequenceNode list => $"[{string.Join(", ", list.Children)}]",
            _ => "a section of keys",
        };
        _problems.Add($"line {line}: key '{_prefix}{key}': found {found}, expected {expected}");
    }
}
