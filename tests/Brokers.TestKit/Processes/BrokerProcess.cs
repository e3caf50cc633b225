using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace VideoDyn.Brokers.TestKit.Processes;

/// <summary>A process of a broker that can be killed, frozen and thawed.</summary>
public sealed partial class BrokerProcess : IAsyncDisposable
{
    private const int Continue = 18;
    private const int Stop = 19;
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private BrokerProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it has printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Number of the process.</summary>
    public int Id => _process.Id;

    /// <summary>Starts a program.</summary>
    public static BrokerProcess Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return new BrokerProcess(Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start"));
    }

    /// <summary>Ends it at once, as a power cut would (SIGKILL).</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Stops it without ending it (SIGSTOP): connections stay open and nothing answers.</summary>
    public void Freeze() => Signal(Stop);

    /// <summary>Lets a frozen process go on (SIGCONT).</summary>
    public void Thaw() => Signal(Continue);

    /// <inheritdoc/>
    public override string ToString() => $"{Path.GetFileName(_process.StartInfo.FileName)} ({_process.Id})";

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private void Signal(int signal)
    {
        if (SendSignal(_process.Id, signal) != 0)
            throw new InvalidOperationException($"{this} took no signal {signal}: error {Marshal.GetLastPInvokeError()}");
    }

    private void Keep(object sender, DataReceivedEventArgs args)
    {
        lock (_output)
            _output.AppendLine(args.Data);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int process, int signal);
}
