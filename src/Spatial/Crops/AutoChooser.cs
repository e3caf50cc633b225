using VideoDyn.Core.Plans;

namespace VideoDyn.Spatial.Crops;

/// <summary>
/// Chooses between the whole view and crops by what each would show and cost: more detail is worth work at a price. The
/// same numbers give the same choice.
/// </summary>
/// <param name="price">Share of the benefit that one dense run must bring, above 0.</param>
public sealed class AutoChooser(double price)
{
    /// <summary>What the costs are: <c>macs</c>, a <c>table</c> that was given, or times <c>measured</c> here, perhaps by an earlier run (<c>cached</c>).</summary>
    public string Basis { get; set; } = "macs";

    /// <summary>Crops.</summary>
    public const string Crops = "crops";

    /// <summary>The whole view; whether in blocks or dense is the block policy's to say.</summary>
    public const string Whole = "whole";

    /// <summary>Chooses.</summary>
    /// <param name="whole">Predicted work of the whole view as a share of one dense run, 0..1.</param>
    /// <param name="crops">What crops would cost and show.</param>
    public RegionChoice Choose(double whole, in CropEstimate crops)
    {
        if (crops.Wanted == 0)
            return Of(Crops, "nothing", whole, crops);
        double forWhole = crops.WholeBenefit - (price * whole), forCrops = crops.CropBenefit - (price * crops.Cost);
        if (forWhole == forCrops)
            return whole <= crops.Cost ? Of(Whole, "cheaper", whole, crops) : Of(Crops, "cheaper", whole, crops);
        bool isCrops = forCrops > forWhole;
        bool isCheaper = isCrops ? crops.Cost <= whole : whole <= crops.Cost;
        bool isBetter = isCrops ? crops.CropBenefit >= crops.WholeBenefit : crops.WholeBenefit >= crops.CropBenefit;
        return Of(isCrops ? Crops : Whole, isBetter ? isCheaper ? "both" : "benefit" : "cheaper", whole, crops);
    }

    /// <summary>The whole view, whatever it costs.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="whole">Its predicted work.</param>
    /// <param name="crops">What crops would have cost and shown.</param>
    public RegionChoice Force(string reason, double whole, in CropEstimate crops) => Of(Whole, reason, whole, crops);

    private RegionChoice Of(string region, string reason, double whole, in CropEstimate crops) =>
        new(region, reason, (float)whole, crops.Cost, crops.WholeBenefit, crops.CropBenefit, Basis);
}
