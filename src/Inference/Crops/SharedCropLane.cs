using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Heads;
using VideoDyn.Inference.Sessions;

namespace VideoDyn.Inference.Crops;

/// <summary>
/// One input size of a model that runs crops of many streams. Thread-safe: as many runs at once as there are callers, each in
/// memory of its own, which is kept for the next one.
/// </summary>
internal sealed class SharedCropLane : ICropLane, IDisposable
{
    private readonly Lock _gate = new();
    private readonly LoadedModel _model;
    private readonly Stack<OnnxBinding>[] _free = [.. Enumerable.Range(0, CropBatches.MostCrops).Select(_ => new Stack<OnnxBinding>())];
    private readonly List<OnnxBinding> _all = [];

    /// <summary>Takes over a model at its size.</summary>
    public SharedCropLane(LoadedModel model)
    {
        _model = model;
        Size = new CropSize(Input.Width, Input.Height, model.Macs);
        OutputLengths = [.. model.Binding.Outputs.Select(output => output.Length)];
    }

    /// <summary>The size and what one crop costs.</summary>
    public CropSize Size { get; }

    /// <summary>How crops go in.</summary>
    public InputSpec Input => _model.Profile.Input;

    /// <summary>Numbers of each output, for one crop.</summary>
    public IReadOnlyList<int> OutputLengths { get; }

    /// <inheritdoc/>
    public void Run(ReadOnlySpan<CropTicket> crops)
    {
        OnnxBinding binding = Rent(crops.Length);
        try
        {
            Span<byte> pictures = Picture(binding).Bytes;
            int bytes = pictures.Length / crops.Length;
            for (int index = 0; index < crops.Length; index++)
                ((PreparedCrop)crops[index]).Picture.CopyTo(pictures.Slice(index * bytes, bytes));
            binding.Run();
            for (int output = 0; output < OutputLengths.Count; output++)
            {
                Span<float> values = binding.Outputs[output].As<float>();
                for (int index = 0; index < crops.Length; index++)
                    values.Slice(index * OutputLengths[output], OutputLengths[output]).CopyTo(((PreparedCrop)crops[index]).Values(output));
            }
        }
        finally
        {
            lock (_gate)
                _free[crops.Length - 1].Push(binding);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (OnnxBinding binding in _all)
            binding.Dispose();
        _model.Dispose();
    }

    /// <summary>The outputs of one crop in memory of the caller.</summary>
    public OutputTensor[] Describe(float[][] values) =>
        [.. _model.Binding.Outputs.Select((output, index) => new OutputTensor(output.Name, output.Shape.ToArray(), values[index]))];

    /// <summary>A reader of what this size says, for one stream.</summary>
    public DetectionReader CreateReader(ModelOptions options) => new(_model.Match, _model.Profile, options);

    private OnnxBinding Rent(int crops)
    {
        lock (_gate)
        {
            if (_free[crops - 1].TryPop(out OnnxBinding? free))
                return free;
            // Rare: once per number of crops and run at the same time.
            OnnxBinding fresh = _model.BindBatch(crops);
            _all.Add(fresh);
            return fresh;
        }
    }

    private BoundTensor Picture(OnnxBinding binding)
    {
        int index = 0;
        while (binding.Inputs[index].Name != _model.Profile.InputName)
            index++;
        return binding.Inputs[index];
    }
}
