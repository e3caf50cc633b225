using System.Buffers.Binary;

namespace VideoDyn.Rtsp.TestKit.Clips;

/// <summary>The first H.264 or H.265 track of an mp4 file, read into memory without FFmpeg (ISO/IEC 14496-12 and -15).</summary>
public sealed class Mp4Clip
{
    private Mp4Clip(bool isHevc, IReadOnlyList<byte[]> parameterSets, IReadOnlyList<ClipSample> samples, TimeSpan duration)
    {
        IsHevc = isHevc;
        ParameterSets = parameterSets;
        Samples = samples;
        Duration = duration;
    }

    /// <summary>Whether it is H.265; else H.264.</summary>
    public bool IsHevc { get; }

    /// <summary>NAL units that a decoder needs first: SPS and PPS, for H.265 also VPS.</summary>
    public IReadOnlyList<byte[]> ParameterSets { get; }

    /// <summary>The pictures in the order of decoding.</summary>
    public IReadOnlyList<ClipSample> Samples { get; }

    /// <summary>Length of the clip.</summary>
    public TimeSpan Duration { get; }

    /// <summary>Average time from one picture to the next.</summary>
    public TimeSpan Interval => Duration / Samples.Count;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It holds no H.264 or H.265 track.</exception>
    public static Mp4Clip Load(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        foreach (Mp4Box track in new Mp4Box(file, "file", 0, file.Length).Find("moov").Children("trak"))
        {
            Mp4Box media = track.Find("mdia");
            if (media.Find("hdlr").Text(8) != "vide")
                continue;
            Mp4Box header = media.Find("mdhd");
            uint scale = header.Byte(0) == 1 ? header.UInt32(20) : header.UInt32(12);
            return Read(file, media.Find("minf").Find("stbl"), scale);
        }

        throw new InvalidDataException($"'{path}' holds no video track.");
    }

    private static Mp4Clip Read(byte[] file, Mp4Box table, uint scale)
    {
        Mp4Box entry = table.Find("stsd").Entry(8, 78);
        bool isHevc = entry.Type is "hvc1" or "hev1";
        (IReadOnlyList<byte[]> sets, int lengthBytes) = isHevc ? HevcSets(entry.Find("hvcC")) : AvcSets(entry.Find("avcC"));
        var layout = new Mp4SampleTable(table);
        var samples = new List<ClipSample>(layout.Count);
        long end = 0;
        for (int i = 0; i < layout.Count; i++)
        {
            (long offset, int size, long decode, long shown, bool isKey) = layout[i];
            samples.Add(new ClipSample(Split(file.AsSpan((int)offset, size), lengthBytes), Time(decode, scale), Time(shown, scale), isKey));
            end = decode + layout.DurationOf(i);
        }

        return new Mp4Clip(isHevc, sets, samples, Time(end, scale));
    }

    private static TimeSpan Time(long units, uint scale) => TimeSpan.FromTicks(units * TimeSpan.TicksPerSecond / scale);

    private static List<byte[]> Split(ReadOnlySpan<byte> sample, int lengthBytes)
    {
        var nals = new List<byte[]>();
        while (sample.Length > lengthBytes)
        {
            int length = 0;
            foreach (byte part in sample[..lengthBytes])
                length = (length << 8) | part;
            nals.Add(sample.Slice(lengthBytes, length).ToArray());
            sample = sample[(lengthBytes + length)..];
        }

        return nals;
    }

    private static (IReadOnlyList<byte[]> Sets, int LengthBytes) AvcSets(Mp4Box box)
    {
        var sets = new List<byte[]>();
        int at = 5;
        foreach (int mask in new[] { 31, 255 })
        {
            int count = box.Byte(at++) & mask;
            for (int i = 0; i < count; i++)
                sets.Add(box.Counted(ref at));
        }

        return (sets, (box.Byte(4) & 3) + 1);
    }

    private static (IReadOnlyList<byte[]> Sets, int LengthBytes) HevcSets(Mp4Box box)
    {
        var sets = new List<byte[]>();
        int at = 23;
        for (int arrays = box.Byte(22); arrays > 0; arrays--)
        {
            int type = box.Byte(at++) & 63;
            int count = BinaryPrimitives.ReadUInt16BigEndian(box.Content[at..]);
            at += 2;
            for (int i = 0; i < count; i++)
            {
                byte[] set = box.Counted(ref at);
                if (type is 32 or 33 or 34)
                    sets.Add(set);
            }
        }

        return (sets, (box.Byte(21) & 3) + 1);
    }
}
