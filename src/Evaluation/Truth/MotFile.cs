using System.Globalization;
using VideoDyn.Core.Errors;

namespace VideoDyn.Evaluation.Truth;

/// <summary>
/// MOTChallenge text files (Milan et al., 2016): one box per line,
/// <c>frame,id,left,top,width,height[,confidence[,class[,visibility]]]</c>. Lines of ten fields, as trackers write them,
/// carry world coordinates instead of class and visibility; those are not read.
/// </summary>
public static class MotFile
{
    /// <summary>Greatest frame number that is read: 92 hours at 30 frames per second, and a guard against shifted columns.</summary>
    public const int LastFrame = 10_000_000;

    private const int WorldFields = 10;

    /// <summary>Reads a file.</summary>
    /// <exception cref="VideoDynException">The file cannot be read, or a line is not as described (kind Input).</exception>
    public static IReadOnlyList<MotRecord> Read(string path) => TruthError.Reading(path, file =>
    {
        using StreamReader reader = new(file);
        return Read(reader, file);
    });

    /// <summary>Reads text.</summary>
    /// <param name="reader">The lines.</param>
    /// <param name="name">Name for messages.</param>
    /// <returns>The boxes in the order of the file.</returns>
    /// <exception cref="VideoDynException">A line is not as described (kind Input).</exception>
    public static IReadOnlyList<MotRecord> Read(TextReader reader, string name)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var records = new List<MotRecord>();
        var seen = new Dictionary<(int Frame, int Id), long>();
        long number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            MotRecord record = Parse(line, name, number);
            if (record.Id >= 0 && !seen.TryAdd((record.Frame, record.Id), number))
            {
                throw TruthError.At(
                    name, number, $"id {record.Id} in frame {record.Frame} again (first in line {seen[(record.Frame, record.Id)]})",
                    "each id once per frame");
            }

            records.Add(record);
        }

        return records;
    }

    /// <summary>Writes nine fields per line; what is written reads back exactly.</summary>
    public static void Write(TextWriter writer, IEnumerable<MotRecord> records)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(records);
        foreach (MotRecord r in records)
        {
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{r.Frame},{r.Id},{r.Left:R},{r.Top:R},{r.Width:R},{r.Height:R},{r.Confidence:R},{r.ClassId},{r.Visibility:R}\n"));
        }
    }

    /// <summary>Makes a truth of the records: frame 1 becomes position 0, and flag 0 an object to ignore.</summary>
    /// <param name="records">The records.</param>
    /// <param name="name">Name for messages, normally the path.</param>
    /// <param name="classNames">Names of the file's class numbers, where known.</param>
    public static TruthSet ToTruth(
        IEnumerable<MotRecord> records, string name, IReadOnlyDictionary<int, string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(records);
        var boxes = new List<(int Frame, TruthBox Box)>();
        foreach (MotRecord r in records)
            boxes.Add((r.Frame - 1, new(r.Box, r.ClassId, r.Id, r.Confidence == 0, r.Visibility)));
        return new TruthSet(name, boxes, null, classNames ?? new Dictionary<int, string>());
    }

    private static MotRecord Parse(string line, string name, long number)
    {
        Span<Range> fields = stackalloc Range[WorldFields + 1];
        int count = line.AsSpan().Split(fields, ',');
        if (count is < 6 or > WorldFields)
            throw TruthError.At(name, number, $"{(count > WorldFields ? "more than 10" : count)} fields", "6 to 10 fields separated by commas");
        var parser = new Fields(line, fields, name, number);
        int frame = parser.Whole(0, "frame");
        if (frame is < 1 or > LastFrame)
            throw parser.Unexpected(0, "frame", $"1 to {LastFrame}");
        bool world = count == WorldFields;
        return new MotRecord(
            frame,
            parser.Whole(1, "id"),
            parser.Number(2, "left"),
            parser.Number(3, "top"),
            parser.Size(4, "width"),
            parser.Size(5, "height"),
            count > 6 ? parser.Number(6, "confidence") : 1,
            count > 7 && !world ? parser.Whole(7, "class") : -1,
            count > 8 && !world ? parser.Number(8, "visibility") : 1);
    }

    private readonly ref struct Fields(ReadOnlySpan<char> line, ReadOnlySpan<Range> fields, string name, long number)
    {
        private readonly ReadOnlySpan<char> _line = line;
        private readonly ReadOnlySpan<Range> _fields = fields;

        public int Whole(int field, string meaning) =>
            int.TryParse(_line[_fields[field]], NumberStyles.Integer, CultureInfo.InvariantCulture, out int value)
                ? value
                : throw Unexpected(field, meaning, "a whole number");

        public float Number(int field, string meaning) =>
            float.TryParse(_line[_fields[field]], NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value)
                ? value
                : throw Unexpected(field, meaning, "a number");

        public float Size(int field, string meaning)
        {
            float value = Number(field, meaning);
            return value > 0 ? value : throw Unexpected(field, meaning, "a number above 0");
        }

        public VideoDynException Unexpected(int field, string meaning, string expected) => TruthError.At(
            name, number, $"{TruthError.Quote(_line[_fields[field]].Trim())} in field {field + 1} ({meaning})", expected);
    }
}
