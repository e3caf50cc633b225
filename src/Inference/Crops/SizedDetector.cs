using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Heads;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Sessions;

namespace VideoDyn.Inference.Crops;

/// <summary>A detector at one input size, for as many crops at once as the model takes.</summary>
internal sealed class SizedDetector : IDisposable
{
    private readonly LoadedModel _model;
    private readonly DetectionReader _reader;
    private readonly CropBatches _batches;
    private readonly OutputTensor[] _single;
    private readonly OutputTensor[]?[] _views = new OutputTensor[CropBatches.MostCrops + 1][];
    private readonly FrameToTensor[] _placements = new FrameToTensor[CropBatches.MostCrops];
    private readonly Observations _scratch = new();
    private OutputTensor[] _slice = [];

    /// <summary>Takes over a model.</summary>
    /// <param name="model">The model at this size, disposed with this.</param>
    /// <param name="options">Thresholds.</param>
    /// <param name="mostAtOnce">Crops per run; null to find out.</param>
    public SizedDetector(LoadedModel model, ModelOptions options, int? mostAtOnce)
    {
        _model = model;
        _reader = new DetectionReader(model.Match, model.Profile, options);
        _single = [.. model.Binding.Outputs.Select(output => new OutputTensor(output))];
        _batches = new CropBatches(model, 0, mostAtOnce);
        MostAtOnce = mostAtOnce ?? Least(model);
        Size = new CropSize(model.Profile.Input.Width, model.Profile.Input.Height, model.Macs);
    }

    /// <summary>The size and its cost.</summary>
    public CropSize Size { get; }

    /// <summary>Crops that go through in one run, at least 1.</summary>
    public int MostAtOnce { get; }

    /// <summary>How crops go in.</summary>
    public InputSpec Input => _model.Profile.Input;

    /// <summary>Runs crops of this size, at most <see cref="MostAtOnce"/>.</summary>
    public void Run(
        FrameLease frame, IReadOnlyList<CropArea> crops, ReadOnlySpan<int> chosen, IFrameTensorizer tensorizer, List<CropFinding> found,
        Observations account)
    {
        StageClock clock = account.Clock;
        Stage caller = clock.Enter(Stage.Preprocess);
        OnnxBinding binding = _batches.For(chosen.Length);
        Span<byte> pictures = _batches.Picture(binding).Bytes;
        int bytes = pictures.Length / chosen.Length;
        for (int index = 0; index < chosen.Length; index++)
            _placements[index] = tensorizer.Write(frame, crops[chosen[index]].Area, Input, pictures.Slice(index * bytes, bytes));
        clock.Enter(Stage.Inference);
        binding.Run();
        clock.Enter(Stage.Postprocess);
        for (int index = 0; index < chosen.Length; index++)
        {
            _reader.Read(Outputs(binding, chosen.Length, index), _placements[index], frame.Format, Scratch(), null);
            Hand(found, chosen[index], account);
        }

        account.Macs += Size.Macs * chosen.Length;
        clock.Enter(caller);
    }

    /// <summary>Runs the whole frame, warped.</summary>
    public void RunWarp(FrameLease frame, FrameWarp warp, IFrameTensorizer tensorizer, List<CropFinding> found, Observations account)
    {
        Stage caller = account.Clock.Enter(Stage.Preprocess);
        tensorizer.Write(frame, warp, Input, Canvas);
        account.Clock.Enter(caller);
        foreach (ref readonly Core.Detections.Detection detection in RunCanvas(account))
        {
            Core.Detections.BoundingBox box = warp.ToFrame(detection.Box).ClampTo(frame.Format.Width, frame.Format.Height);
            if (box.Area > 0)
                found.Add(new CropFinding(detection with { Box = box }, -1));
        }
    }

    /// <summary>Runs the whole frame.</summary>
    public void RunFrame(FrameLease frame, IFrameTensorizer tensorizer, List<CropFinding> found, Observations account)
    {
        StageClock clock = account.Clock;
        Stage caller = clock.Enter(Stage.Preprocess);
        FrameToTensor placement = tensorizer.Write(frame, Input, _model.Picture.Bytes);
        clock.Enter(Stage.Inference);
        _model.Binding.Run();
        clock.Enter(Stage.Postprocess);
        _reader.Read(Refreshed(_single), placement, frame.Format, Scratch(), null);
        Hand(found, -1, account);
        account.Macs += Size.Macs;
        clock.Enter(caller);
    }

    /// <summary>The input for one picture, to be filled by the caller.</summary>
    public Span<byte> Canvas => _model.Picture.Bytes;

    /// <summary>Runs what the caller wrote into <see cref="Canvas"/>.</summary>
    /// <returns>Boxes in pixels of the input, valid until the next call.</returns>
    public ReadOnlySpan<Core.Detections.Detection> RunCanvas(Observations account)
    {
        StageClock clock = account.Clock;
        Stage caller = clock.Enter(Stage.Inference);
        _model.Binding.Run();
        clock.Enter(Stage.Postprocess);
        FrameFormat canvas = new(Input.Width, Input.Height, PixelLayout.Gray, ColorMatrix.Bt601, ColorRange.Full);
        _reader.Read(Refreshed(_single), new FrameToTensor(0, 0, Input.Width, Input.Height, 0, 0, Input.Width, Input.Height), canvas, Scratch(), null);
        account.Malformed += _scratch.Malformed;
        account.Truncated |= _scratch.Truncated;
        account.Macs += Size.Macs;
        clock.Enter(caller);
        return _scratch.Span;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _batches.Dispose();
        _model.Dispose();
    }

    private Observations Scratch()
    {
        _scratch.Clear();
        return _scratch;
    }

    private void Hand(List<CropFinding> found, int crop, Observations account)
    {
        foreach (ref readonly Core.Detections.Detection detection in _scratch.Span)
            found.Add(new CropFinding(detection, crop));
        account.Malformed += _scratch.Malformed;
        account.Truncated |= _scratch.Truncated;
    }

    private OutputTensor[] Outputs(OnnxBinding binding, int crops, int crop)
    {
        if (crops == 1)
            return Refreshed(_single);
        OutputTensor[] views = _views[crops] ??= Views(binding, crops);
        // The slices of a crop lie side by side; a head takes them as a list of its own.
        return Slice(views, crop, binding.Outputs.Count);
    }

    private OutputTensor[] Slice(OutputTensor[] views, int crop, int outputs)
    {
        Array.Copy(views, crop * outputs, _slice, 0, outputs);
        return _slice;
    }

    private unsafe OutputTensor[] Views(OnnxBinding binding, int crops)
    {
        if (_slice.Length == 0)
            _slice = new OutputTensor[binding.Outputs.Count];
        var views = new OutputTensor[crops * binding.Outputs.Count];
        for (int crop = 0; crop < crops; crop++)
        {
            for (int output = 0; output < binding.Outputs.Count; output++)
            {
                BoundTensor tensor = binding.Outputs[output];
                // Bound outputs stay in place from run to run, in memory that nobody moves.
                var start = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.Bytes));
                long[] shape = [1, .. tensor.Shape[1..]];
                views[(crop * binding.Outputs.Count) + output] = new OutputTensor(tensor.Name, shape, start + (crop * (tensor.Bytes.Length / crops)));
            }
        }

        return views;
    }

    private static OutputTensor[] Refreshed(OutputTensor[] outputs)
    {
        foreach (OutputTensor output in outputs)
            output.Refresh();
        return outputs;
    }

    private int Least(LoadedModel model)
    {
        int most = model.Binding.Outputs.All(output => output.Type == OnnxElementType.Float32) && !model.Binding.IsVarying ? _batches.Most : 1;
        for (int output = 1; output < model.Binding.Outputs.Count && most > 1; output++)
        {
            using var other = new CropBatches(model, output);
            most = Math.Min(most, other.Most);
        }

        return most;
    }
}
