using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;

namespace VideoDyn.Spatial.Crops;

/// <summary>Proposals that one crop serves.</summary>
/// <param name="Box">What must be seen.</param>
/// <param name="Extent">Smaller side of the smallest object.</param>
/// <param name="Reason">The first of the reasons.</param>
/// <param name="Order">Place of the most urgent proposal in the order of all.</param>
/// <param name="Macs">Cost.</param>
internal readonly record struct CropCluster(BoundingBox Box, float Extent, CropReason Reason, int Order, long Macs);
