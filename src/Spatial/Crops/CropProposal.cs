using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;

namespace VideoDyn.Spatial.Crops;

/// <summary>A part of the frame that somebody wants to have looked at.</summary>
/// <param name="Box">What must be seen, with context, in pixels of the frame.</param>
/// <param name="Extent">Smaller side of the object that is looked for, in pixels of the frame.</param>
/// <param name="Reason">Who asks.</param>
/// <param name="Rank">Urgency among those of the same reason; higher comes first.</param>
/// <param name="Object">Where the object or change was last, for what is left out.</param>
/// <param name="Expected">Where it should be now.</param>
public readonly record struct CropProposal(
    BoundingBox Box, float Extent, CropReason Reason, float Rank, BoundingBox Object, BoundingBox Expected)
{
    /// <summary>A proposal without an object that was seen before.</summary>
    public CropProposal(BoundingBox box, float extent, CropReason reason, float rank)
        : this(box, extent, reason, rank, box, box)
    {
    }
}
