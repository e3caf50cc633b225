using System.Runtime.InteropServices;
using VideoDyn.Bench.Logging;
using VideoDyn.Bench.Reports;
using VideoDyn.Core.Detections;
using VideoDyn.Evaluation.Detections;
using VideoDyn.Evaluation.Tracking;
using VideoDyn.Evaluation.Truth;

namespace VideoDyn.Bench.Comparing;

/// <summary>Accuracy of published boxes and tracks against the truth, on the frames that have any.</summary>
internal static class TruthComparison
{
    /// <summary>Scores a plan.</summary>
    /// <param name="truth">The truth in classes of dense.</param>
    /// <param name="labels">Dense's labels.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="frames">Frames of the plan to score.</param>
    /// <param name="rate">Frames per second by which stream time tells a frame's position in the video; null when its index does.</param>
    /// <param name="threshold">Score from which precision and recall count.</param>
    public static AccuracySection Score(TruthSet truth, IReadOnlyList<string> labels, LoggedPlan plan, int frames, double? rate, float threshold)
    {
        int[]? classes = LabelMap.Between(plan.Info.Labels, labels);
        var boxes = new DetectionMeter();
        TrackingMeter? tracks = plan.Log.IsTracked && HasTracks(truth) ? new TrackingMeter() : null;
        List<Detection> mapped = [];
        List<TrackedBox> expectedTracks = [];
        List<TrackedBox> foundTracks = [];
        long objects = 0;
        long judged = 0;
        for (int frame = 0; frame < frames; frame++)
        {
            LoggedFrame at = plan.Log.Frames[frame];
            long index = rate is { } perSecond ? (long)Math.Round(at.StreamTime.TotalSeconds * perSecond) : at.Index;
            if (!truth.IsLabelled(index))
                continue;
            ReadOnlySpan<TruthBox> expected = truth.Boxes(index);
            // Classes that the truth does not speak of can be neither right nor wrong.
            Detection[] found = Array.FindAll([.. LabelMap.Apply(classes, plan.Log.Boxes(frame), mapped)], box => truth.ClassNames.ContainsKey(box.ClassId));
            boxes.Add(expected, found);
            objects += expected.Length;
            judged++;
            if (tracks is null)
                continue;
            expectedTracks.Clear();
            foreach (ref readonly TruthBox box in expected)
                expectedTracks.Add(TrackedBox.From(box));
            foundTracks.Clear();
            foreach (ref readonly LoggedTrack track in plan.Log.Tracks(frame))
            {
                int classId = LabelMap.Apply(classes, track.ClassId);
                if (truth.ClassNames.ContainsKey(classId))
                    foundTracks.Add(new TrackedBox(track.Id, track.Box, classId));
            }

            tracks.Add(CollectionsMarshal.AsSpan(expectedTracks), CollectionsMarshal.AsSpan(foundTracks));
        }

        DetectionScores scores = boxes.Report(threshold);
        TrackingScores? following = tracks?.Report();
        return new AccuracySection(
            objects,
            judged,
            ReportNumbers.Round(scores.Ap50),
            ReportNumbers.Round(scores.Ap50To95),
            ReportNumbers.Round(scores.AtThreshold.Precision),
            ReportNumbers.Round(scores.AtThreshold.Recall),
            ReportNumbers.Round(scores.AtThreshold.F1))
        {
            Mota = ReportNumbers.Round(following?.Clear.Mota),
            Idf1 = ReportNumbers.Round(following?.Identity.F1),
            Hota = ReportNumbers.Round(following?.Hota.Hota),
            IdSwitches = following?.Clear.IdSwitches,
        };
    }

    private static bool HasTracks(TruthSet truth)
    {
        for (int frame = 0; frame < truth.FrameCount; frame++)
        {
            foreach (ref readonly TruthBox box in truth.Boxes(frame))
            {
                if (box.TrackId < 0 && !box.Ignore)
                    return false;
            }
        }

        return truth.BoxCount > 0;
    }
}
