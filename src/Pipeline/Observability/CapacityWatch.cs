using System.Globalization;
using VideoDyn.Core.Ledger;

namespace VideoDyn.Pipeline.Observability;

/// <summary>
/// Notices when live cameras deliver more than the machine can look at, and says how many such cameras it can serve. A
/// camera that asks too much loses frames to newer ones; nothing else stops.
/// </summary>
/// <remarks>Not thread-safe. The caller looks every few seconds.</remarks>
public sealed class CapacityWatch
{
    private const double Enough = 0.9;
    private const double Difference = 0.2;
    private static readonly TimeSpan s_between = TimeSpan.FromMinutes(1);
    private readonly TimeProvider _time;
    private readonly int _workers;
    private readonly Dictionary<string, (long Received, long Dropped)> _before = new(StringComparer.Ordinal);
    private long _told;
    private int _toldCameras = -1;
    private int _live;

    /// <summary>A watch that has seen nothing yet.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="workers">Analyses that run at once.</param>
    public CapacityWatch(TimeProvider time, int workers)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        _workers = workers;
    }

    /// <summary>Compares with the look before.</summary>
    /// <param name="cameras">All cameras; those that are no live cameras or see no pictures are left out.</param>
    /// <returns>What to tell people; null when there is nothing new to tell.</returns>
    public string? Look(IReadOnlyList<CameraReading> cameras)
    {
        ArgumentNullException.ThrowIfNull(cameras);
        long received = 0, dropped = 0;
        int live = 0;
        foreach (CameraReading camera in cameras)
        {
            if (camera.Status is not { Circuit: not null, Ledger: { } account })
                continue;
            (long Received, long Dropped) now = (account.Received, account.Dropped.GetValueOrDefault(DropCauses.NewerFrame));
            if (_before.TryGetValue(camera.Status.Name, out (long Received, long Dropped) before) && now.Received > before.Received)
            {
                received += now.Received - before.Received;
                dropped += now.Dropped - before.Dropped;
                live++;
            }

            _before[camera.Status.Name] = now;
        }

        // While cameras are still being connected the number that can be served would be told of too few of them.
        bool grows = live > _live;
        _live = Math.Max(_live, live);
        if (received == 0 || grows)
            return null;
        double share = 1 - ((double)dropped / received);
        if (share >= Enough)
            return null;
        int served = (int)((live * share) + 1e-6); // an exact share must not lose a camera to rounding
        if (_toldCameras >= 0 && (_time.GetElapsedTime(_told) < s_between || Math.Abs(served - _toldCameras) <= Difference * Math.Max(1, _toldCameras)))
            return null;
        _told = _time.GetTimestamp();
        _toldCameras = served;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"the machine looks at {share * 100:0} % of the frames of {live} live cameras ({_workers} {(_workers == 1 ? "analysis" : "analyses")} at once) and can serve about {served} such cameras; the rest is dropped for newer frames: analyze fewer frames a second (max_fps, gate), take a smaller input, or spread the cameras over more machines");
    }
}
