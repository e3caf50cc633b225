using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Tensors;

namespace VideoDyn.Inference.Crops;

/// <summary>A crop that is prepared for a slot of a canvas, and what was seen in it.</summary>
/// <param name="lane">Where it can be run.</param>
/// <param name="spec">Its slot as a tensor.</param>
/// <param name="units">How much of a canvas it takes, in sixteenths.</param>
internal sealed class MosaicCrop(ICropLane lane, InputSpec spec, int units) : CropTicket(lane)
{
    private readonly byte[] _picture = new byte[spec.ByteLength];

    /// <inheritdoc/>
    public override int Units => units;

    /// <summary>Its slot as a tensor.</summary>
    public InputSpec Spec => spec;

    /// <summary>The prepared tensor.</summary>
    public ReadOnlySpan<byte> Picture => _picture;

    /// <summary>Where the crop lies in its slot.</summary>
    public FrameToTensor Placement { get; private set; }

    /// <summary>Index of the crop in its frame's plan.</summary>
    public int Crop { get; private set; }

    /// <summary>What was seen, in pixels of the slot.</summary>
    public List<Detection> Seen { get; } = [];

    /// <summary>Its part of the canvas's multiply-accumulates.</summary>
    public long Macs { get; set; }

    /// <summary>Candidates of its canvas that were thrown away as no boxes, where it stands for the canvas.</summary>
    public int Malformed { get; set; }

    /// <summary>Whether a cap cut candidates of its canvas off.</summary>
    public bool Truncated { get; set; }

    /// <summary>Prepares a crop.</summary>
    /// <param name="frame">The picture.</param>
    /// <param name="area">Which part of it.</param>
    /// <param name="crop">Its index.</param>
    /// <param name="tensorizer">Turns frames into tensors.</param>
    public void Prepare(FrameLease frame, in BoundingBox area, int crop, IFrameTensorizer tensorizer)
    {
        Placement = tensorizer.Write(frame, area, spec, _picture);
        Crop = crop;
        Seen.Clear();
        (Macs, Malformed, Truncated) = (0, 0, false);
    }

    /// <summary>Hands on what was seen, in frame pixels.</summary>
    public void Read(FrameFormat format, List<CropFinding> found)
    {
        for (int index = 0; index < Seen.Count; index++)
        {
            BoundingBox box = Placement.ToFrame(Seen[index].Box).ClampTo(format.Width, format.Height);
            if (box.Area > 0)
                found.Add(new CropFinding(Seen[index] with { Box = box }, Crop));
        }
    }
}
