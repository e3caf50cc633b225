using VideoDyn.Evaluation.Tracking;
using VideoDyn.Evaluation.Truth;

namespace VideoDyn.Evaluation.Tests.Truth;

internal static class TruthBoxes
{
    public static TrackedBox[] Tracked(TruthSet truth, int frame)
    {
        var boxes = new List<TrackedBox>();
        foreach (TruthBox box in truth.Boxes(frame))
            boxes.Add(TrackedBox.From(box));
        return [.. boxes];
    }
}
