namespace VideoDyn.Spatial.Crops;

/// <summary>What crops of a frame would cost and show, beside the whole view.</summary>
/// <param name="Wanted">Followed objects and changes that should be looked at.</param>
/// <param name="Cost">Work of the crops as a share of one dense run.</param>
/// <param name="CropBenefit">Share of these that the crops show, 0..1; 1 when there are none.</param>
/// <param name="WholeBenefit">Mean share of their wanted detail that the whole view shows, 0..1; 1 when there are none.</param>
public readonly record struct CropEstimate(int Wanted, float Cost, float CropBenefit, float WholeBenefit);
