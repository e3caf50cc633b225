using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Evaluation.Truth;

namespace VideoDyn.Evaluation.Runs;

/// <summary>
/// Refuses truth in which an object is missing in between: it may leave the picture and come back, but it cannot vanish
/// from the middle of it. Hidden objects are listed with visibility 0.
/// </summary>
internal static class TruthGaps
{
    private const float Border = 3;

    public static void Refuse(TruthSet truth, int width, int height)
    {
        var last = new Dictionary<long, (int Frame, BoundingBox Box)>();
        for (int frame = 0; frame < truth.FrameCount; frame++)
        {
            foreach (ref readonly TruthBox box in truth.Boxes(frame))
            {
                if (box.TrackId < 0)
                    continue;
                if (last.TryGetValue(box.TrackId, out (int Frame, BoundingBox Box) before) && frame - before.Frame > 1
                    && !AtBorder(before.Box, width, height) && !AtBorder(box.Box, width, height))
                {
                    throw VideoDynException.Input(
                        $"{truth.Source}: object {box.TrackId} is missing from frame {before.Frame + 2} to {frame}, expected it in every frame between its first and last unless it leaves the picture");
                }

                last[box.TrackId] = (frame, box.Box);
            }
        }
    }

    private static bool AtBorder(in BoundingBox box, int width, int height) =>
        box.X1 < Border || box.Y1 < Border || box.X2 > width - Border || box.Y2 > height - Border;
}
