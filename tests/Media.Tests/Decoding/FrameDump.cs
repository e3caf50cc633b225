using System.Globalization;
using System.Security.Cryptography;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Media.Decoding;
using VideoDyn.TestKit;

namespace VideoDyn.Media.Tests.Decoding;

/// <summary>One decoded picture, reduced to what tests compare.</summary>
internal sealed record DumpedFrame(TimeSpan Time, FrameFormat Format, string Md5, bool IsKey, long Index);

/// <summary>Reads whole sources, booking every frame, and packs planes without padding.</summary>
internal static class FrameDump
{
    public static (List<DumpedFrame> Frames, LedgerSnapshot Ledger, SourceInfo Info) Read(string input, MediaSourceOptions? options = null)
    {
        var ledger = new FrameLedger();
        var frames = new List<DumpedFrame>();
        using VideoFileSource source = MediaSource.Open(input, options ?? new MediaSourceOptions(), ledger, default);
        while (source.Read(out FrameLease? lease, default) == FrameReadStatus.Frame)
        {
            using FrameLease frame = lease!;
            frames.Add(new DumpedFrame(frame.StreamTime, frame.Format, Md5(frame), frame.IsKeyFrame, frame.Index));
            ledger.Analyze();
        }

        return (frames, ledger.Snapshot(), source.Info);
    }

    public static byte[] Pack(FrameLease frame)
    {
        using var memory = new MemoryStream();
        FramePlane[] planes = frame.Format.PlaneCount == 1 ? [frame.Luma] : [frame.Luma, frame.ChromaU, frame.ChromaV];
        foreach (FramePlane plane in planes)
        {
            for (int y = 0; y < plane.Height; y++)
                memory.Write(plane.Row(y));
        }

        return memory.ToArray();
    }

    public static string Md5(FrameLease frame) => Convert.ToHexStringLower(Hash(Pack(frame)));

    /// <summary>The same clip through the distribution's command: time in seconds and MD5 of the packed planes.</summary>
    public static List<(double Time, string Md5)> Reference(string path, string pixelFormat, string before = "", string after = "")
    {
        string text = TestClips.Run("ffmpeg", $"-nostdin -v error {before} -i {path} -map 0:v:0 -fps_mode passthrough -enc_time_base -1 {after} -pix_fmt {pixelFormat} -f framemd5 -");
        double timeBase = 0;
        var frames = new List<(double, string)>();
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("#tb 0:", StringComparison.Ordinal))
            {
                string[] ratio = line[6..].Trim().Split('/');
                timeBase = double.Parse(ratio[0], CultureInfo.InvariantCulture) / double.Parse(ratio[1], CultureInfo.InvariantCulture);
            }
            else if (!line.StartsWith('#'))
            {
                string[] cells = line.Split(',', StringSplitOptions.TrimEntries);
                frames.Add((long.Parse(cells[2], CultureInfo.InvariantCulture) * timeBase, cells[5]));
            }
        }

        return frames;
    }

#pragma warning disable CA5351 // the reference command prints MD5; nothing is protected by it
    private static byte[] Hash(byte[] bytes) => MD5.HashData(bytes);
#pragma warning restore CA5351
}
