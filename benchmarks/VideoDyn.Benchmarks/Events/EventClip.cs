using System.Globalization;
using System.Numerics;
using System.Text.Json;
using VideoDyn.Core.Detections;
using VideoDyn.Events.Rules.Definitions;

namespace VideoDyn.Benchmarks.Events;

/// <summary>A clip of the sample world: its rules, and what truly happens in it.</summary>
internal sealed class EventClip
{
    private readonly ILookup<int, TruePlace> _places;

    /// <summary>Reads what stands beside a video.</summary>
    /// <param name="video">Path of <c>NAME.mp4</c>; <c>NAME.truth.csv</c> and <c>NAME.events.json</c> stand beside it.</param>
    /// <param name="confirm">How long an object must be inside a zone, or outside.</param>
    /// <param name="hysteresis">How long the answer of a zone or tripwire stands.</param>
    public EventClip(string video, TimeSpan confirm, TimeSpan hysteresis)
    {
        Video = video;
        string stem = Path.ChangeExtension(video, null);
        JsonElement root = JsonDocument.Parse(File.ReadAllBytes(stem + ".events.json")).RootElement;
        var names = root.GetProperty("classes").EnumerateObject().ToDictionary(item => int.Parse(item.Name, CultureInfo.InvariantCulture), item => item.Value.GetString()!);
        (Width, Height) = (root.GetProperty("width").GetInt32(), root.GetProperty("height").GetInt32());
        _places = File.ReadLines(stem + ".truth.csv").Where(line => char.IsDigit(line[0]))
            .Select(line => line.Split(',').Select(part => float.Parse(part, CultureInfo.InvariantCulture)).ToArray())
            .ToLookup(part => (int)part[0] - 1, part => new TruePlace((long)part[1], names[(int)part[7]], new BoundingBox(part[2], part[3], part[2] + part[4], part[3] + part[5]), part[8]));
        JsonElement[] rules = [.. root.GetProperty("rules").EnumerateArray()];
        Rules = new RuleDefinitions
        {
            Zones = [.. rules.Where(rule => Kind(rule) == "zone").Select(rule => new ZoneRule { Name = Name(rule), Corners = Points(rule), Confirm = confirm, Hysteresis = hysteresis })],
            Tripwires = [.. rules.Where(rule => Kind(rule) == "tripwire").Select(rule => new TripwireRule { Name = Name(rule), From = Points(rule)[0], To = Points(rule)[1], Hysteresis = hysteresis })],
        };
        // The end of a recording is no event of the scene.
        Events = [.. root.GetProperty("events").EnumerateArray().Where(item => item.TryGetProperty("rule", out _)).Select(item => new ClipEvent(
            item.GetProperty("type").GetString()!,
            item.GetProperty("label").GetString()!,
            item.TryGetProperty("direction", out JsonElement direction) ? direction.GetInt32() : 0,
            item.GetProperty("stream_time").GetDouble(),
            item.GetProperty("frame").GetInt32(),
            item.GetProperty("id").GetInt64()))];
    }

    /// <summary>Path of the video.</summary>
    public string Video { get; }

    /// <summary>Name of the clip.</summary>
    public string ClipName => Path.GetFileNameWithoutExtension(Video);

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>The rules of the scene.</summary>
    public RuleDefinitions Rules { get; }

    /// <summary>What happens at zones and tripwires.</summary>
    public IReadOnlyList<ClipEvent> Events { get; }

    /// <summary>Who is where in a frame, hidden ones included.</summary>
    public IEnumerable<TruePlace> PlacesAt(int frame) => _places[frame];

    private static string Kind(JsonElement rule) => rule.GetProperty("kind").GetString()!;

    private static string Name(JsonElement rule) => rule.GetProperty("name").GetString()!;

    private static Vector2[] Points(JsonElement rule) => [.. rule.GetProperty("points").EnumerateArray().Select(number => number.GetSingle()).Chunk(2).Select(pair => new Vector2(pair[0], pair[1]))];
}

/// <summary>Where something truly is.</summary>
/// <param name="Id">Who.</param>
/// <param name="Label">Its class.</param>
/// <param name="Box">Its box.</param>
/// <param name="Visibility">Share that nothing hides.</param>
internal readonly record struct TruePlace(long Id, string Label, BoundingBox Box, float Visibility);

/// <summary>Something that happens at a zone or tripwire, truly or as the rules found it.</summary>
/// <param name="Type">Type of the event.</param>
/// <param name="Label">Class of the object.</param>
/// <param name="Direction">1 in, -1 out, 0 for zones.</param>
/// <param name="Seconds">Stream time.</param>
/// <param name="Frame">Frame at which it is known.</param>
/// <param name="Id">Who: of the truth, or of the tracker.</param>
internal sealed record ClipEvent(string Type, string Label, int Direction, double Seconds, int Frame, long Id)
{
    /// <summary>What must be equal of a pair. Each scene has one zone and one tripwire.</summary>
    public string Key => $"{Type}|{Label}|{Direction}";
}
