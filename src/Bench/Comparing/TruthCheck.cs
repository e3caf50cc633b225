using VideoDyn.Bench.Running;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Evaluation.Truth;
using VideoDyn.Media.Probing;

namespace VideoDyn.Bench.Comparing;

/// <summary>Reads the truth and refuses one that cannot belong to the video.</summary>
internal static class TruthCheck
{
    /// <summary>Reads the truth of the options in terms of the model's classes.</summary>
    /// <exception cref="VideoDynException">It cannot be read, or does not fit video or model (kind Input).</exception>
    public static TruthSet Read(BenchOptions options, IReadOnlyList<string> labels, MediaProbeResult video)
    {
        TruthSet truth = TruthFile.Read(options.Truth!, options.TruthClasses);
        string name = Path.GetFileName(options.Input);
        if (truth.FrameCount > video.Packets)
            throw VideoDynException.Input($"{options.Truth}: has truth up to frame {truth.FrameCount}, but {name} has {video.Packets} frames");
        int outside = 0;
        for (int frame = 0; frame < truth.FrameCount; frame++)
        {
            foreach (ref readonly TruthBox box in truth.Boxes(frame))
            {
                BoundingBox inside = box.Box.ClampTo(video.Width, video.Height);
                if (video.Width > 0 && inside.Area <= 0)
                    outside++;
            }
        }

        // A tracker's truth may lead a person out of the picture; many such boxes mean another size or another video.
        if (outside * 10 > truth.BoxCount)
        {
            throw VideoDynException.Input(
                $"{options.Truth}: {outside} of {truth.BoxCount} boxes lie outside the {video.Width}x{video.Height} picture of {name}; expected its pixels");
        }

        return truth.MapClasses(labels);
    }
}
