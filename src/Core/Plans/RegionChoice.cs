namespace VideoDyn.Core.Plans;

/// <summary>Which way a frame was analyzed where the region policy had a choice, and why.</summary>
/// <param name="Region">What ran: <c>dense</c>, <c>blocks</c> or <c>crops</c>; empty where there was no choice.</param>
/// <param name="Reason">Stable code, e.g. <c>refresh</c>, <c>nothing</c>, <c>benefit</c>.</param>
/// <param name="WholeCost">Predicted work of seeing the whole frame, as a share of one dense run.</param>
/// <param name="CropCost">Predicted work of seeing crops, as a share of one dense run.</param>
/// <param name="WholeBenefit">Share of the wanted detail that the whole view would show, 0..1.</param>
/// <param name="CropBenefit">Share of what should be looked at that crops would show, 0..1.</param>
/// <param name="Costs">What the costs are: <c>macs</c>, <c>table</c>, <c>measured</c>, or <c>cached</c> by an earlier run.</param>
public readonly record struct RegionChoice(string Region, string Reason, float WholeCost, float CropCost, float WholeBenefit, float CropBenefit, string Costs);
