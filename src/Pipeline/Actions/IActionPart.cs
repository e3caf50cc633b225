using VideoDyn.Core.Measuring;
using VideoDyn.Events.Envelope;
using VideoDyn.Pipeline.Running;
using VideoDyn.Pipeline.Summary;

namespace VideoDyn.Pipeline.Actions;

/// <summary>A clip or sequence model at work on one stream.</summary>
internal interface IActionPart : IFrameObserver, IDisposable
{
    /// <summary>Told what was recognised; null for nobody.</summary>
    Action<ActionEvent>? Recognized { get; set; }

    /// <summary>What people should know at the end, one line each.</summary>
    IEnumerable<string> Notes { get; }

    /// <summary>What was done and recognised.</summary>
    ActionSummary Summarize();

    /// <summary>The stream is over.</summary>
    void Complete(StageClock clock);

    /// <summary>What comes next has nothing to do with what was seen.</summary>
    void Reset();

    /// <summary>Saves what is to be kept.</summary>
    void Close();
}
