using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Heads;

namespace VideoDyn.Inference.Crops;

/// <summary>The memory of a crop between its preparation and its reading.</summary>
internal sealed class PreparedCrop : CropTicket
{
    private readonly byte[] _picture;
    private readonly float[][] _values;

    public PreparedCrop(SharedCropLane lane)
        : base(lane)
    {
        _picture = new byte[lane.Input.ByteLength];
        _values = [.. lane.OutputLengths.Select(length => new float[length])];
        Outputs = lane.Describe(_values);
    }

    /// <summary>Where the crop lies in its tensor.</summary>
    public FrameToTensor Placement { get; set; }

    /// <summary>Index of the crop in its frame's plan.</summary>
    public int Crop { get; set; }

    /// <summary>What the network said, valid after the run.</summary>
    public OutputTensor[] Outputs { get; }

    /// <summary>The prepared tensor.</summary>
    public Span<byte> Picture => _picture;

    /// <summary>The memory of an output.</summary>
    public Span<float> Values(int output) => _values[output];
}
