namespace VideoDyn.Inference.Crops;

/// <summary>An input size at which a detector looks at crops.</summary>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Macs">Multiply-accumulates of one crop.</param>
public readonly record struct CropSize(int Width, int Height, long Macs);
