using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;

namespace VideoDyn.Bench.Logging;

/// <summary>Class maps of a whole stream, as runs of equal pixels: about a hundredth of their size.</summary>
internal sealed class MapLog
{
    private readonly List<(int Start, int Width, int Height, BoundingBox Area)> _maps = [];
    private readonly List<byte> _runs = [];

    public int Count => _maps.Count;

    /// <summary>Keeps a map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="offset">Added to the area that it covers, in pixels.</param>
    public void Add(ClassMap map, int offset)
    {
        BoundingBox area = map.Area;
        _maps.Add((_runs.Count, map.Width, map.Height, new(area.X1 + offset, area.Y1 + offset, area.X2 + offset, area.Y2 + offset)));
        ReadOnlySpan<byte> rest = map.Classes;
        while (rest.Length > 0)
        {
            int run = rest.IndexOfAnyExcept(rest[0]);
            run = run < 0 ? rest.Length : run;
            _runs.Add(rest[0]);
            int length = run;
            for (; length >= 0x80; length >>= 7)
                _runs.Add((byte)(length | 0x80));
            _runs.Add((byte)length);
            rest = rest[run..];
        }
    }

    /// <summary>Gives a map back.</summary>
    public void Read(int place, ClassMap into)
    {
        (int at, int width, int height, BoundingBox area) = _maps[place];
        into.Begin(width, height, area);
        Span<byte> rest = into.Classes;
        while (rest.Length > 0)
        {
            byte value = _runs[at++];
            int run = 0;
            for (int shift = 0; ; shift += 7)
            {
                byte part = _runs[at++];
                run |= (part & 0x7F) << shift;
                if (part < 0x80)
                    break;
            }

            rest[..run].Fill(value);
            rest = rest[run..];
        }
    }

    /// <summary>Whether the first maps of another log are those of this one.</summary>
    public bool Begins(MapLog other) =>
        _maps.Count >= other._maps.Count && other._maps.SequenceEqual(_maps.Take(other._maps.Count)) && other._runs.SequenceEqual(_runs.Take(other._runs.Count));
}
