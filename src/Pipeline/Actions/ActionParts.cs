using VideoDyn.Core.Analysis;
using VideoDyn.Core.Measuring;
using VideoDyn.Events.Envelope;
using VideoDyn.Pipeline.Running;
using VideoDyn.Pipeline.State;
using VideoDyn.Pipeline.Summary;
using VideoDyn.Temporal.Focus;

namespace VideoDyn.Pipeline.Actions;

/// <summary>The clip and the sequence model of one stream, as far as they are asked for.</summary>
internal sealed class ActionParts : IDisposable
{
    private readonly List<IActionPart> _parts = [];

    /// <summary>Opens them.</summary>
    /// <param name="options">Which.</param>
    /// <param name="states">Where the state of the stream lies.</param>
    /// <param name="stream">Name of the stream.</param>
    /// <exception cref="Core.Errors.VideoDynException">Kind Model: a folder cannot be used.</exception>
    public ActionParts(AnalysisOptions options, StateStore states, string stream)
    {
        try
        {
            if (options.ClipModel is { } clip)
                _parts.Add(FocusModelReader.IsFocusModel(clip) ? new FocusPart(clip, options.Threads) : new ClipPart(clip, options.Threads));
            if (options.SequenceModel is { } sequence)
                _parts.Add(new SequencePart(sequence, options.Threads, states, stream));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Those that follow the frames.</summary>
    public IReadOnlyList<IFrameObserver> Observers => _parts;

    /// <summary>What people should know at the end, one line each.</summary>
    public IEnumerable<string> Notes => _parts.SelectMany(part => part.Notes);

    /// <summary>Says who is told what was recognised.</summary>
    public void Tell(Action<ActionEvent> recognized)
    {
        foreach (IActionPart part in _parts)
            part.Recognized = recognized;
    }

    /// <summary>Says who knows what rules tell.</summary>
    public void Follow(IRuleTeller? rules)
    {
        foreach (ClipPart part in _parts.OfType<ClipPart>())
            part.Rules = rules;
    }

    /// <summary>The stream is over.</summary>
    public void Complete(StageClock clock)
    {
        foreach (IActionPart part in _parts)
            part.Complete(clock);
    }

    /// <summary>What comes next has nothing to do with what was seen.</summary>
    public void Reset()
    {
        foreach (IActionPart part in _parts)
            part.Reset();
    }

    /// <summary>Saves what is to be kept.</summary>
    public void Close()
    {
        foreach (IActionPart part in _parts)
            part.Close();
    }

    /// <summary>What was done and recognised.</summary>
    public IReadOnlyList<ActionSummary> Summarize() => [.. _parts.Select(part => part.Summarize())];

    /// <summary>What stands for the model where there is no detector.</summary>
    public AnalyzerInfo Describe(int threads)
    {
        ActionSummary[] parts = [.. Summarize()];
        return new AnalyzerInfo
        {
            Model = string.Join('+', parts.Select(part => part.Model)),
            ModelSha256 = parts[0].Sha256,
            Task = AnalysisTask.Classify,
            Head = string.Join('+', parts.Select(part => part.Kind)),
            Labels = [],
            InputWidth = Input.Width,
            InputHeight = Input.Height,
            DenseMacs = 0,
            Threads = threads,
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IActionPart part in _parts)
            part.Dispose();
    }

    private (int Width, int Height) Input => _parts[0] switch
    {
        ClipPart clip => (clip.Networks.Backbone.Spec.Width, clip.Networks.Backbone.Spec.Height),
        FocusPart focus => (focus.Networks.Model.Focus.Width, focus.Networks.Model.Focus.Height),
        _ => (((SequencePart)_parts[0]).Networks.Features.Spec.Width, ((SequencePart)_parts[0]).Networks.Features.Spec.Height),
    };
}
