using VideoDyn.Core.Errors;
using VideoDyn.Media.Muxing;

namespace VideoDyn.Pipeline.Recording;

/// <summary>
/// Writes the clips of one stream, one at a time: an event while a clip is being taken makes that one longer and shares
/// it. Which clips there are depends on the times of events alone, so a recording gives the same ones however fast it runs.
/// </summary>
internal sealed class ClipTaker(ClipOptions options, PacketRing packets, RecordingFolder folder, RecordingTally tally) : IDisposable
{
    private ClipWriter? _writer;
    private string _name = "";
    private string _path = "";
    private TimeSpan _first;
    private TimeSpan _end;
    private bool _isOpen;

    /// <summary>The clip of an event; null when there can be none.</summary>
    /// <param name="at">When it happened.</param>
    /// <param name="now">Stream time of the frame at which it is known.</param>
    /// <param name="id">Name of the file if it needs a new one.</param>
    public string? Of(TimeSpan at, TimeSpan now, ReadOnlySpan<char> id)
    {
        if (packets.Extension is not { } extension)
            return null;
        TimeSpan end = (at > now ? at : now) + options.PostCapture;
        if (_isOpen && _writer is not null && end - _first <= options.MaxLength)
        {
            _end = end > _end ? end : _end;
            return folder.NameInEvents(_name);
        }

        Finish();
        string name = $"{id}.{extension}";
        try
        {
            _path = folder.PathOf(name);
            _writer = ClipWriter.Begin(packets, _path, at - options.PreCapture, now);
        }
        catch (VideoDynException error)
        {
            tally.ClipFailed(error.Message);
            return null;
        }

        if (_writer is null)
            return null;
        (_name, _first, _end, _isOpen) = (name, at, end, true);
        return folder.NameInEvents(name);
    }

    /// <summary>A frame was published: writes what came up to it, and ends a clip whose time is over.</summary>
    public void Advance(TimeSpan now)
    {
        if (_isOpen)
        {
            if (_writer is not null)
                Try(() => _writer.Advance(now < _end ? now : _end));
            if (now > _end || _writer is { IsOver: true })
                Finish();
        }

        packets.Keep(now - options.PreCapture);
    }

    /// <summary>Ends the clip that is being taken.</summary>
    public void Finish()
    {
        if (_writer is { } writer)
        {
            Try(() =>
            {
                writer.Advance(_end);
                ClipFacts facts = writer.Finish();
                tally.Clip(facts.IsWhole);
                folder.Written(_name, new FileInfo(_path).Length);
            });
        }

        Drop();
        _isOpen = false;
    }

    public void Dispose() => Finish();

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is VideoDynException or IOException or UnauthorizedAccessException)
        {
            tally.ClipFailed(error.Message);
            Drop();
        }
    }

    private void Drop()
    {
        _writer?.Dispose();
        _writer = null;
    }
}
