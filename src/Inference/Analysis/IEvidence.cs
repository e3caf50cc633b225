using VideoDyn.Core.Detections;

namespace VideoDyn.Inference.Analysis;

/// <summary>Tells how old the computed content of an input pixel is.</summary>
public interface IEvidence
{
    /// <summary>How a box whose output cell lies at a place of the input is known.</summary>
    /// <param name="x">Column in tensor pixels.</param>
    /// <param name="y">Row in tensor pixels.</param>
    (Provenance Provenance, TimeSpan Age) At(float x, float y);
}
