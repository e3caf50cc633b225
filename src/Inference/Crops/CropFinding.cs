using VideoDyn.Core.Detections;

namespace VideoDyn.Inference.Crops;

/// <summary>What a network saw in one crop.</summary>
/// <param name="Detection">The object, in pixels of the frame.</param>
/// <param name="Crop">Index of the crop; -1 for the view of the whole frame.</param>
public readonly record struct CropFinding(Detection Detection, int Crop);
