using System.Collections.Concurrent;
using VideoDyn.Core.Measuring;
using VideoDyn.Media.Pixels;
using VideoDyn.Synth;
using VideoDyn.Temporal.Clips;
using VideoDyn.Temporal.Sequences;
using VideoDyn.TestKit;

namespace VideoDyn.Models.Tests.Clips;

/// <summary>What the committed models of actions say about the held-out clips; every clip is rendered once for all of them.</summary>
public sealed class ActionScores
{
    private static readonly string s_clipExit = Path.Combine(SampleModel.Folder, "clip-exit");
    private static readonly string s_skipGru = Path.Combine(SampleModel.Folder, "skip-gru");
    private readonly ConcurrentBag<Clip> _clips = [];

    /// <summary>Runs everything.</summary>
    public ActionScores()
    {
        Parallel.ForEach(
            HeldOutClips.All().ToArray(),
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            () => new Runner(),
            (clip, _, runner) =>
            {
                _clips.Add(runner.Run(clip.Action, clip.Options));
                return runner;
            },
            runner => runner.Dispose());
    }

    /// <summary>Clips.</summary>
    public int Count => _clips.Count;

    /// <summary>Share of clips that clip-exit names rightly after all frames.</summary>
    public double AllFrames => _clips.Average(clip => clip.AllFrames);

    /// <summary>The same with exits.</summary>
    public double WithExits => _clips.Average(clip => clip.WithExits);

    /// <summary>Frames that clip-exit looks at with exits, as a share of all.</summary>
    public double ExitFrames => _clips.Average(clip => clip.ExitFrames);

    /// <summary>Share of clips that skip-gru names rightly at their end when it looks at every frame.</summary>
    public double EveryFrame => _clips.Average(clip => clip.EveryFrame);

    /// <summary>The same when it looks when it wants.</summary>
    public double Skipping => _clips.Average(clip => clip.Skipping);

    /// <summary>Looks of skip-gru, as a share of the frames.</summary>
    public double Looks => _clips.Average(clip => clip.Looks);

    private sealed record Clip(double AllFrames, double WithExits, double ExitFrames, double EveryFrame, double Skipping, double Looks);

    private sealed class Runner : IDisposable
    {
        private readonly FrameTensorizer _tensorizer = new();
        private readonly ClipNetworks _clip = ClipNetworks.Open(s_clipExit);
        private readonly SequenceNetworks _sequence = SequenceNetworks.Open(s_skipGru);

        public Clip Run(string action, SynthOptions options)
        {
            var renderer = new SceneRenderer(options);
            TestFrame[] frames = [.. Enumerable.Range(0, options.FrameCount).Select(index => HeldOutClips.Render(renderer, index))];
            try
            {
                (bool all, bool early, double used) = ClipExit(action, frames);
                (bool skipping, double looks) = SkipGru(action, frames);
                return new Clip(all ? 1 : 0, early ? 1 : 0, used, EveryFrame(action, frames) ? 1 : 0, skipping ? 1 : 0, looks);
            }
            finally
            {
                foreach (TestFrame frame in frames)
                    frame.Dispose();
            }
        }

        public void Dispose()
        {
            _clip.Dispose();
            _sequence.Dispose();
        }

        private (bool All, bool Early, double Used) ClipExit(string action, TestFrame[] frames)
        {
            ClipModel model = _clip.Model;
            var state = new ClipState(_clip);
            float[][] features = [.. model.Order.Select(place => Feature(frames[((2 * place) + 1) * frames.Length / (2 * model.Frames)]))];
            for (int step = 0; !state.IsDone; step++)
                state.Add(features[step]);
            bool early = model.Labels[state.ClassId] == action;

            float[] most = [.. features[0]];
            foreach (float[] feature in features)
            {
                for (int i = 0; i < most.Length; i++)
                    most[i] = Math.Max(most[i], feature[i]);
            }

            most.CopyTo(_clip.Classifier.Input(0));
            _clip.Classifier.Run(model.Frames - 1);
            return (Best(model.Labels, _clip.Classifier.Output(0)) == action, early, (double)state.Step / model.Frames);
        }

        private float[] Feature(TestFrame frame)
        {
            _tensorizer.Write(frame, _clip.Backbone.Spec, _clip.Backbone.Picture);
            return _clip.Backbone.Run().ToArray();
        }

        private (bool Right, double Looks) SkipGru(string action, TestFrame[] frames)
        {
            var follower = new SequenceFollower(_sequence, _tensorizer);
            var clock = new StageClock();
            foreach (TestFrame frame in frames)
                follower.Add(frame, clock);
            return (_sequence.Model.Labels[follower.LastClass] == action, (double)follower.Counters.Updates / frames.Length);
        }

        private bool EveryFrame(string action, TestFrame[] frames)
        {
            float[] state = new float[_sequence.Units];
            foreach (TestFrame frame in frames)
            {
                _tensorizer.Write(frame, _sequence.Features.Spec, _sequence.Features.Picture);
                _sequence.Features.Run().CopyTo(_sequence.Cell.Input(0));
                state.CopyTo(_sequence.Cell.Input(1));
                _sequence.Cell.Run();
                _sequence.Cell.Output(0).CopyTo(state);
            }

            return Best(_sequence.Model.Labels, _sequence.Cell.Output(2)) == action;
        }

        private static string Best(IReadOnlyList<string> labels, ReadOnlySpan<float> logits)
        {
            int best = 0;
            for (int i = 1; i < logits.Length; i++)
                best = logits[i] > logits[best] ? i : best;
            return labels[best];
        }
    }
}
