using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Heads;
using VideoDyn.Inference.Sessions;

namespace VideoDyn.Inference.Crops;

/// <summary>
/// Runs a model on parts of a frame, all of a frame in one batch where the model allows it. Allocates only when more
/// crops go through at once than ever before. Used by one thread at a time.
/// </summary>
internal sealed class CropRunner : IDisposable
{
    private readonly LoadedModel _model;
    private readonly IFrameTensorizer _tensorizer;
    private readonly CropBatches _batches;
    private readonly OutputTensor?[] _outputs = new OutputTensor?[CropBatches.MostCrops];
    private readonly int[] _pending = new int[CropBatches.MostCrops];
    private readonly int _output;

    /// <summary>Takes over a model.</summary>
    /// <param name="model">The model, disposed with this.</param>
    /// <param name="tensorizer">Turns crops into input tensors.</param>
    /// <param name="output">Index of the output that is read.</param>
    public CropRunner(LoadedModel model, IFrameTensorizer tensorizer, int output)
    {
        _model = model;
        _tensorizer = tensorizer;
        _output = output;
        _batches = new CropBatches(model, output);
    }

    /// <summary>Most crops that go through the model in one run, at least 1.</summary>
    public int MostAtOnce => _batches.Most;

    /// <summary>Numbers that the output holds per crop.</summary>
    public int Length => _batches.Length;

    /// <summary>Runs the model on crops.</summary>
    /// <param name="frame">The picture; only read during the call.</param>
    /// <param name="boxes">The crops in frame pixels; what sticks out of the frame is cut off.</param>
    /// <param name="values">Receives <see cref="Length"/> numbers per crop; not a number where a box has no pixel in the frame.</param>
    /// <param name="clock">Where the time is booked (stages Preprocess and Inference); null for nowhere.</param>
    /// <returns>How many crops went through the model.</returns>
    public int Run(FrameLease frame, ReadOnlySpan<BoundingBox> boxes, Span<float> values, StageClock? clock)
    {
        int done = 0;
        for (int next = 0; next < boxes.Length;)
        {
            int count = 0;
            for (; next < boxes.Length && count < MostAtOnce; next++)
            {
                if (HasPixel(Part(boxes[next], frame.Format)))
                    _pending[count++] = next;
                else
                    values.Slice(next * Length, Length).Fill(float.NaN);
            }

            if (count > 0)
                Run(frame, boxes, _pending.AsSpan(0, count), values, clock);
            done += count;
        }

        return done;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _batches.Dispose();
        _model.Dispose();
    }

    private void Run(FrameLease frame, ReadOnlySpan<BoundingBox> boxes, ReadOnlySpan<int> crops, Span<float> values, StageClock? clock)
    {
        Stage? caller = clock?.Enter(Stage.Preprocess);
        OnnxBinding binding = _batches.For(crops.Length);
        Span<byte> pictures = _batches.Picture(binding).Bytes;
        int size = pictures.Length / crops.Length;
        for (int index = 0; index < crops.Length; index++)
            _tensorizer.Write(frame, Part(boxes[crops[index]], frame.Format), _model.Profile.Input, pictures.Slice(index * size, size));
        clock?.Enter(Stage.Inference);
        binding.Run();
        OutputTensor output = _outputs[crops.Length - 1] ??= new OutputTensor(binding.Outputs[_output]);
        output.Refresh();
        ReadOnlySpan<float> all = OutputShapes.Values(output, crops.Length, Length);
        for (int index = 0; index < crops.Length; index++)
            all.Slice(index * Length, Length).CopyTo(values.Slice(crops[index] * Length, Length));
        if (caller is { } before)
            clock!.Enter(before);
    }

    private static BoundingBox Part(in BoundingBox box, FrameFormat format) => box.ClampTo(format.Width, format.Height);

    private static bool HasPixel(in BoundingBox part) => part.Width >= 1 && part.Height >= 1;
}
