using System.Text;
using System.Text.Json;

namespace VideoDyn.Evaluation.Truth;

/// <summary>Reads the used parts of a COCO file in one pass and skips the rest (masks are the bulk of such files).</summary>
internal sealed class CocoParser
{
    private readonly string _name;

    public CocoParser(string name) => _name = name;

    private delegate void ItemReader(ref Utf8JsonReader reader);

    public CocoDocument Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        try
        {
            return Root(ref reader, json);
        }
        catch (Unexpected error)
        {
            throw TruthError.At(_name, LineOf(json, error.Position), error.Found, error.Expected);
        }
        catch (JsonException error)
        {
            throw TruthError.At(_name, (error.LineNumber ?? 0) + 1, "broken JSON", "COCO annotations: " + error.Message, error);
        }
    }

    /// <summary>Line number, from 1, of a position in the text.</summary>
    public static long LineOf(ReadOnlySpan<byte> json, long position) => 1 + json[..(int)position].Count((byte)'\n');

    private CocoDocument Root(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var document = new CocoDocument();
        bool images = false;
        bool annotations = false;
        bool categories = false;
        reader.Read();
        Expect(ref reader, JsonTokenType.StartObject, "an object with 'images', 'annotations' and 'categories'");
        while (NextKey(ref reader) is { } key)
        {
            switch (key)
            {
                case "images":
                    images = true;
                    Items(ref reader, key, (ref Utf8JsonReader item) => document.Images.Add(Image(ref item)));
                    break;
                case "annotations":
                    annotations = true;
                    Items(ref reader, key, (ref Utf8JsonReader item) => document.Annotations.Add(Annotation(ref item)));
                    break;
                case "categories":
                    categories = true;
                    Items(ref reader, key, (ref Utf8JsonReader item) => Category(ref item, document.Categories));
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        long end = reader.TokenStartIndex;
        reader.Read(); // complains about anything after the object
        string[] lists = [images ? "" : "images", annotations ? "" : "annotations", categories ? "" : "categories"];
        string[] missing = [.. lists.Where(key => key != "")];
        return missing.Length == 0
            ? document
            : throw TruthError.At(_name, LineOf(json, end), $"the end without '{string.Join("', '", missing)}'", "all three lists");
    }

    private static CocoImage Image(ref Utf8JsonReader reader)
    {
        long position = reader.TokenStartIndex;
        long? id = null;
        int? frame = null;
        while (NextKey(ref reader) is { } key)
        {
            switch (key)
            {
                case "id":
                    id = Whole(ref reader, key, long.MinValue, long.MaxValue);
                    break;
                case "frame_id" or "frame_index":
                    frame = (int)Whole(ref reader, key, 0, MotFile.LastFrame);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new(id ?? throw Lacks(position, "image", "id"), frame, position);
    }

    private static CocoAnnotation Annotation(ref Utf8JsonReader reader)
    {
        long position = reader.TokenStartIndex;
        long? image = null;
        int? category = null;
        (double, double, double, double)? box = null;
        bool ignore = false;
        double area = 0;
        long track = -1;
        while (NextKey(ref reader) is { } key)
        {
            switch (key)
            {
                case "image_id":
                    image = Whole(ref reader, key, long.MinValue, long.MaxValue);
                    break;
                case "category_id":
                    category = (int)Whole(ref reader, key, 0, int.MaxValue);
                    break;
                case "bbox":
                    box = Box(ref reader);
                    break;
                case "iscrowd" or "ignore":
                    ignore |= Flag(ref reader, key);
                    break;
                case "area":
                    area = Number(ref reader, key, atLeast: 0);
                    break;
                case "track_id" or "instance_id":
                    track = Whole(ref reader, key, 0, long.MaxValue);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new(
            image ?? throw Lacks(position, "annotation", "image_id"),
            category ?? throw Lacks(position, "annotation", "category_id"),
            box ?? throw Lacks(position, "annotation", "bbox"),
            ignore, area, track, position);
    }

    private static void Category(ref Utf8JsonReader reader, Dictionary<int, string> categories)
    {
        long position = reader.TokenStartIndex;
        int? id = null;
        string? name = null;
        while (NextKey(ref reader) is { } key)
        {
            switch (key)
            {
                case "id":
                    id = (int)Whole(ref reader, key, 0, int.MaxValue);
                    break;
                case "name":
                    Expect(ref reader, JsonTokenType.String, "a text in 'name'");
                    name = reader.GetString();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        int number = id ?? throw Lacks(position, "category", "id");
        if (!categories.TryAdd(number, name ?? throw Lacks(position, "category", "name")))
            throw new Unexpected(position, $"category id {number} again", "each id once");
    }

    private static void Items(ref Utf8JsonReader reader, string key, ItemReader read)
    {
        Expect(ref reader, JsonTokenType.StartArray, $"a list in '{key}'");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Expect(ref reader, JsonTokenType.StartObject, $"an object in '{key}'");
            read(ref reader);
        }
    }

    /// <summary>Moves to the value of the next property; null at the end of the object.</summary>
    private static string? NextKey(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndObject)
            return null;
        string? key = reader.GetString();
        reader.Read();
        return key;
    }

    private static (double, double, double, double) Box(ref Utf8JsonReader reader)
    {
        const string Expected = "four numbers [left, top, width, height] in 'bbox'";
        Expect(ref reader, JsonTokenType.StartArray, Expected);
        Span<double> values = stackalloc double[4];
        for (int i = 0; i < values.Length; i++)
        {
            reader.Read();
            Expect(ref reader, JsonTokenType.Number, Expected);
            values[i] = Number(ref reader, "bbox", i < 2 ? double.MinValue : 0);
        }

        reader.Read();
        Expect(ref reader, JsonTokenType.EndArray, Expected);
        return (values[0], values[1], values[2], values[3]);
    }

    private static bool Flag(ref Utf8JsonReader reader, string key) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => Whole(ref reader, key, 0, 1) == 1,
    };

    private static long Whole(ref Utf8JsonReader reader, string key, long least, long most) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long value) && value >= least && value <= most
            ? value
            : throw new Unexpected(
                reader.TokenStartIndex, Found(ref reader),
                $"a whole number{(least == long.MinValue ? "" : $" of at least {least}")}{(most is long.MaxValue ? "" : $", at most {most},")} in '{key}'");

    private static double Number(ref Utf8JsonReader reader, string key, double atLeast) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double value) && double.IsFinite(value) && value >= atLeast
            ? value
            : throw new Unexpected(reader.TokenStartIndex, Found(ref reader), $"a number{(atLeast == 0 ? " of at least 0" : "")} in '{key}'");

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type, string expected)
    {
        if (reader.TokenType != type)
            throw new Unexpected(reader.TokenStartIndex, Found(ref reader), expected);
    }

    private static string Found(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.EndArray => "the end of the list",
        JsonTokenType.EndObject => "the end of the object",
        _ => TruthError.Quote(Encoding.UTF8.GetString(reader.ValueSpan)),
    };

    private static Unexpected Lacks(long position, string what, string key) => new(position, $"{what} without '{key}'", $"the key '{key}'");

    /// <summary>Carries a position out of the reader, where the file's name and lines are not known.</summary>
    private sealed class Unexpected(long position, string found, string expected) : Exception
    {
        public long Position { get; } = position;

        public string Found { get; } = found;

        public string Expected { get; } = expected;
    }
}
