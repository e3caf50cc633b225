using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;

namespace VideoDyn.Bench.Tuning;

/// <summary>
/// Keeps what the dense network saw in each frame of a clip in a file, so that settings can be tried again without
/// running it again. The file names the model and is thrown away when that is another one.
/// </summary>
internal sealed class DenseAnswers
{
    private const string Magic = "videodyn-answers 1";
    private readonly List<Detection[]> _frames = [];
    private readonly string? _path;
    private readonly string _key;
    private int _next;
    private bool _hasMore;

    /// <summary>Opens a file of answers, or begins one.</summary>
    /// <param name="path">The file; null keeps nothing.</param>
    /// <param name="info">The model.</param>
    public DenseAnswers(string? path, AnalyzerInfo info)
    {
        _path = path;
        _key = $"{info.ModelSha256} {info.InputWidth}x{info.InputHeight} {info.Confidence}";
        if (path is not null && File.Exists(path))
            Load(path);
    }

    /// <summary>Begins again with the first frame.</summary>
    public void Rewind() => _next = 0;

    /// <summary>The answer for the next frame, known or computed.</summary>
    public void Analyze(IAnalyzer analyzer, FrameLease frame, Observations observations)
    {
        int place = _next++;
        if (place < _frames.Count)
        {
            observations.Clear();
            foreach (Detection detection in _frames[place])
                observations.Add(detection);
            (observations.Macs, observations.ExecutedShare, observations.WasFullPass) = (analyzer.Info.DenseMacs, 1, true);
            return;
        }

        analyzer.Analyze(frame, RegionPlan.Dense, observations);
        _frames.Add([.. observations.Detections]);
        _hasMore = true;
    }

    /// <summary>Writes what was computed.</summary>
    /// <exception cref="VideoDynException">The file cannot be written (kind Output).</exception>
    public void Save()
    {
        if (_path is null || !_hasMore)
            return;
        using var memory = new MemoryStream();
        using (var writer = new BinaryWriter(memory))
        {
            writer.Write(Magic);
            writer.Write(_key);
            writer.Write(_frames.Count);
            foreach (Detection[] frame in _frames)
                Write(writer, frame);
        }

        Pipeline.Output.AtomicFile.Write(_path, memory.ToArray());
    }

    private static void Write(BinaryWriter writer, Detection[] frame)
    {
        writer.Write(frame.Length);
        foreach (Detection box in frame)
        {
            writer.Write(box.Box.X1);
            writer.Write(box.Box.Y1);
            writer.Write(box.Box.X2);
            writer.Write(box.Box.Y2);
            writer.Write(box.ClassId);
            writer.Write(box.Score);
        }
    }

    private void Load(string path)
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        if (reader.ReadString() != Magic || reader.ReadString() != _key)
            return;
        int frames = reader.ReadInt32();
        for (int frame = 0; frame < frames; frame++)
        {
            var boxes = new Detection[reader.ReadInt32()];
            for (int index = 0; index < boxes.Length; index++)
            {
                var box = new BoundingBox(reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle());
                boxes[index] = new Detection(box, reader.ReadInt32(), reader.ReadSingle());
            }

            _frames.Add(boxes);
        }
    }
}
