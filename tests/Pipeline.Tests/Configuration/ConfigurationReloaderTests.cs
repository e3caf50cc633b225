using System.Diagnostics;
using VideoDyn.Actors.TestKit;
using VideoDyn.Core.Errors;
using VideoDyn.Pipeline.Configuration;
using VideoDyn.Pipeline.Configuration.Reloading;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Configuration;

public sealed class ConfigurationReloaderTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private readonly TemporaryFolder _folder = new();
    private readonly VirtualTime _time = new();
    private readonly List<ConfigurationReload> _reports = [];

    private string File => _folder["cameras.yaml"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ChangedFile_IsReadWhenItHasBeenLeftAlone()
    {
        using ConfigurationReloader reloader = Start("a");
        Write("a", "b");
        reloader.Request(ReloadCause.FileChanged);
        Advance(200);
        reloader.Request(ReloadCause.FileChanged);
        Advance(200);
        Assert.Empty(_reports);

        Advance(100);
        ConfigurationReload report = Assert.Single(_reports);
        Assert.Equal("b", Assert.Single(report.Changes.Added).Name);
        Assert.Equal(["a"], report.Changes.Unchanged);
        Assert.Same(report.Current, reloader.Current);
        Assert.Null(report.Error);
    }

    [Fact]
    public void FileThatKeepsChanging_IsReadAtLast()
    {
        using ConfigurationReloader reloader = Start("a");
        Write("b");
        for (int step = 0; step < 50; step++)
        {
            reloader.Request(ReloadCause.FileChanged);
            Advance(100);
        }

        Assert.Equal(["a"], Assert.Single(_reports).Changes.Removed);
    }

    [Fact]
    public void BadFile_KeepsTheOldConfiguration_AndIsReportedOnce()
    {
        using ConfigurationReloader reloader = Start("a");
        CameraSet old = reloader.Current;
        System.IO.File.WriteAllText(File, "cameras: [");
        for (int times = 0; times < 3; times++)
        {
            reloader.Request(ReloadCause.FileChanged);
            Advance(300);
        }

        ConfigurationReload report = Assert.Single(_reports);
        Assert.IsType<ConfigurationException>(report.Error);
        Assert.Same(old, report.Current);
        Assert.Same(old, reloader.Current);
        Assert.True(report.Changes.IsEmpty);

        Write("c");
        reloader.Request(ReloadCause.FileChanged);
        Advance(300);
        Assert.Equal("c", Assert.Single(reloader.Current.Cameras).Name);
    }

    [Fact]
    public void BadFileThatIsMendedToWhatItWas_IsReportedAsRightAgain()
    {
        using ConfigurationReloader reloader = Start("a");
        System.IO.File.WriteAllText(File, "oops");
        reloader.Request(ReloadCause.FileChanged);
        Advance(300);
        Write("a");
        reloader.Request(ReloadCause.FileChanged);
        Advance(300);

        Assert.Equal(2, _reports.Count);
        Assert.Null(_reports[1].Error);
        Assert.True(_reports[1].Changes.IsEmpty);
    }

    [Fact]
    public void MissingFile_IsReportedOnce_AndFoundAgain()
    {
        using ConfigurationReloader reloader = Start("a");
        System.IO.File.Delete(File);
        for (int times = 0; times < 3; times++)
        {
            reloader.Request(ReloadCause.FileChanged);
            Advance(300);
        }

        Assert.Equal(ErrorKind.Configuration, Assert.Single(_reports).Error!.Kind);
        Assert.Equal("a", Assert.Single(reloader.Current.Cameras).Name);
    }

    [Fact]
    public void UnchangedFile_IsNotReported_UnlessSomebodyAsks()
    {
        using ConfigurationReloader reloader = Start("a");
        reloader.Request(ReloadCause.FileChanged);
        Advance(300);
        Assert.Empty(_reports);

        reloader.Request(ReloadCause.Requested);
        Advance(0);
        Assert.True(Assert.Single(_reports) is { Cause: ReloadCause.Requested, Changes.IsEmpty: true, Error: null });
    }

    [Fact]
    public void FileThatChangedBeforeWatchingBegan_IsNoticed()
    {
        Write("a");
        CameraSet set = CamerasFile.Read(File, Yaml.Options());
        Write("b");
        using var reloader = new ConfigurationReloader(set, _reports.Add, Options(_time));
        Advance(300);

        Assert.Equal("b", Assert.Single(Assert.Single(_reports).Changes.Added).Name);
    }

    [Fact]
    public void Poll_NoticesWhatNobodyReports()
    {
        using ConfigurationReloader reloader = Start("a");
        Write("a", "b", "c");
        System.IO.File.SetLastWriteTimeUtc(File, new DateTime(2031, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Advance(10_000);
        Advance(300);

        Assert.Equal(3, reloader.Current.Cameras.Count);
    }

    [Fact]
    public void AfterDispose_NothingIsRead()
    {
        ConfigurationReloader reloader = Start("a");
        Write("b");
        reloader.Request(ReloadCause.FileChanged);
        reloader.Dispose();
        reloader.Request(ReloadCause.Requested);
        Advance(60_000);

        Assert.Empty(_reports);
        Assert.Equal(0, _time.ArmedTimers);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RealFile_IsNoticedWhenWrittenOrReplaced(bool replace)
    {
        Write("a");
        var reported = new TaskCompletionSource<ConfigurationReload>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var reloader = new ConfigurationReloader(CamerasFile.Read(File, Yaml.Options()), reload => reported.TrySetResult(reload), Options(TimeProvider.System));
        if (replace)
        {
            System.IO.File.WriteAllText(File + ".new", Text("b"));
            System.IO.File.Move(File + ".new", File, overwrite: true);
        }
        else
        {
            Write("b");
        }

        ConfigurationReload report = await reported.Task.WaitAsync(s_patience);
        Assert.Equal(["a"], report.Changes.Removed);
    }

    [Fact]
    public async Task HangUpSignal_ReadsTheFile()
    {
        Write("a");
        var reported = new TaskCompletionSource<ConfigurationReload>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var reloader = new ConfigurationReloader(
            CamerasFile.Read(File, Yaml.Options()), reload => reported.TrySetResult(reload), Options(TimeProvider.System) with { OnSignal = true });

        using (Process kill = Process.Start("kill", ["-HUP", Environment.ProcessId.ToString()]))
            await kill.WaitForExitAsync();

        Assert.Equal(ReloadCause.Signal, (await reported.Task.WaitAsync(s_patience)).Cause);
    }

    private ConfigurationReloader Start(params string[] cameras)
    {
        Write(cameras);
        var reloader = new ConfigurationReloader(CamerasFile.Read(File, Yaml.Options()), _reports.Add, Options(_time));
        Advance(300);
        return reloader;
    }

    // On virtual time only the clock says when something happens: notices of the system come when they come.
    private static ReloadOptions Options(TimeProvider time) => new() { Read = Yaml.Options(), Time = time, OnSignal = false, OnNotice = time == TimeProvider.System };

    private void Write(params string[] cameras) => System.IO.File.WriteAllText(File, Text(cameras));

    private static string Text(params string[] cameras) =>
        "model: m.onnx\ncameras:\n" + string.Concat(cameras.Select(name => $"  {name}: {{input: rtsp://{name}/1}}\n"));

    private void Advance(int milliseconds)
    {
        TimeSpan until = _time.Elapsed + TimeSpan.FromMilliseconds(milliseconds);
        while (_time.FireNext(until))
        {
        }

        _time.MoveTo(until);
    }
}
