using System.Diagnostics;
using VideoDyn.Spatial.Engine.Execution;

namespace VideoDyn.Spatial.Tests.Engine;

/// <summary>When helpers take part: not while somebody else has their core.</summary>
public sealed unsafe class CompanyTests
{
    private static readonly long s_millisecond = Stopwatch.Frequency / 1000;

    [Fact]
    public void Waited_LongForAShortUnit_LeavesTheNextRunsAloneAndTriesAgain()
    {
        var company = new Company();
        company.Begin();
        Assert.True(company.HasHelpers);
        company.Waited(own: s_millisecond / 20, waited: 3 * s_millisecond);

        Assert.Equal(Company.Least, RunsAlone(company));

        company.Waited(own: s_millisecond / 20, waited: 3 * s_millisecond);
        Assert.Equal(2 * Company.Least, RunsAlone(company));
    }

    [Fact]
    public void Waited_AsLongAsUnitsTake_ChangesNothing()
    {
        var company = new Company();
        company.Begin();
        company.Waited(own: 2 * s_millisecond, waited: 3 * s_millisecond);
        company.Waited(own: s_millisecond / 50, waited: s_millisecond / 4);

        Assert.Equal(0, RunsAlone(company));
    }

    [Fact]
    public void Waited_AgainAndAgain_NeverGivesUpForGood()
    {
        var company = new Company();
        company.Begin();
        int longest = 0;
        for (int stall = 0; stall < 20; stall++)
        {
            company.Waited(own: 1, waited: 5 * s_millisecond);
            longest = Math.Max(longest, RunsAlone(company));
        }

        Assert.Equal(Company.Most, longest);
    }

    [Fact]
    public void Begin_ManyCalmRuns_ForgiveAStall()
    {
        var company = new Company();
        company.Begin();
        for (int stall = 0; stall < 3; stall++)
        {
            company.Waited(own: 1, waited: 5 * s_millisecond);
            RunsAlone(company);
        }

        for (int run = 0; run < 1000; run++)
            company.Begin();

        company.Waited(own: 1, waited: 5 * s_millisecond);
        Assert.Equal(Company.Least, RunsAlone(company));
    }

    [Fact]
    public void Team_WhoseHelperIsHeldUp_GoesOnAloneAndTakesItBackLater()
    {
        using var team = new WorkTeam([new Worker(null, null, null, null), new Worker(null, null, null, null)]);
        var held = new HeldUp { Name = "held up" };
        var deadline = Stopwatch.StartNew();
        // A helper that comes too late for a unit of its own leaves nothing to wait for.
        do
        {
            team.Begin();
            held.Helped = 0;
            team.Run(held);
        }
        while (team.HasHelpers && deadline.Elapsed < TimeSpan.FromSeconds(60) && !IsAloneNext());

        Assert.False(team.HasHelpers);
        held.Helped = 0;
        for (int run = 1; run < Company.Least; run++)
        {
            team.Run(held);
            team.Begin();
        }

        Assert.Equal(0, held.Helped);
        team.Begin();
        Assert.True(team.HasHelpers);

        bool IsAloneNext()
        {
            team.Begin();
            return !team.HasHelpers;
        }
    }

    private static int RunsAlone(Company company)
    {
        int runs = 0;
        for (company.Begin(); !company.HasHelpers; company.Begin())
            runs++;
        return runs;
    }

    /// <summary>Two short units for the thread that calls, which waits a little for company; a long one for who helps.</summary>
    private sealed class HeldUp : Operation
    {
        private readonly Thread _caller = Thread.CurrentThread;

        public int Helped;

        public override int CountUnits() => 2;

        public override void Run(int unit, Worker worker)
        {
            bool helps = Thread.CurrentThread != _caller;
            if (helps)
                Interlocked.Increment(ref Helped);
            long end = Stopwatch.GetTimestamp() + (helps ? 50 * s_millisecond : s_millisecond / 10);
            while (Stopwatch.GetTimestamp() < end)
                Thread.SpinWait(20);
        }
    }
}
