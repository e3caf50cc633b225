namespace VideoDyn.Cli.Terminal;

/// <summary>One line of text that is rewritten while a long job goes on.</summary>
internal sealed class StatusLine(TextWriter output, bool enabled) : IDisposable
{
    private int _width;

    /// <summary>Replaces the line.</summary>
    public void Show(string text)
    {
        if (!enabled)
            return;
        output.Write("\r" + text.PadRight(_width));
        _width = Math.Max(_width, text.Length);
    }

    /// <summary>Wipes the line.</summary>
    public void Dispose()
    {
        if (_width > 0)
            output.Write("\r" + new string(' ', _width) + "\r");
        _width = 0;
    }
}
