using VideoDyn.Actors.Events;
using VideoDyn.Actors.Mailboxes;
using VideoDyn.Actors.TestKit;

namespace VideoDyn.Actors.Tests.Events;

public class EventStreamTests
{
    [Fact]
    public void Publish_must_tell_all_subscribers_of_the_exact_type()
    {
        using var world = new ActorWorld();
        Probe<string> one = world.Probe<string>();
        Probe<string> two = world.Probe<string>();
        Probe<object> other = world.Probe<object>();
        world.System.Events.Subscribe(one.Ref);
        IDisposable subscription = world.System.Events.Subscribe(two.Ref);
        world.System.Events.Subscribe(other.Ref);
        world.System.Events.Publish("first");
        subscription.Dispose();
        world.System.Events.Publish("second");

        one.Expect("first", "second");
        two.Expect("first");
        other.ExpectNothing();
    }

    [Fact]
    public void Subscriber_that_has_stopped_must_be_forgotten()
    {
        using var world = new ActorWorld();
        Probe<string> probe = world.Probe<string>();
        world.System.Events.Subscribe(probe.Ref);
        world.System.Stop(probe.Ref);
        world.Run();
        world.System.Events.Publish("nobody");
        world.System.Events.Publish("nobody");

        Assert.Equal(0, world.System.DeadLetters.Total);
    }

    [Fact]
    public void Dead_letter_must_name_recipient_type_and_cause()
    {
        using var world = new ActorWorld();
        world.ExpectDrops(DropCause.ActorStopped);
        Probe<DeadLetter> letters = world.Probe<DeadLetter>();
        world.System.Events.Subscribe(letters.Ref);
        IActorRef<int> actor = world.System.Spawn(Props.FromHandler<int>((_, _) => { }), "gone");
        world.System.Stop(actor);
        world.Run();
        actor.Tell(1);

        DeadLetter letter = letters.Next();
        Assert.Equal(("/gone", typeof(int), DropCause.ActorStopped), (letter.Recipient.ToString(), letter.MessageType, letter.Cause));
    }

    [Fact]
    public void Dead_letters_that_overflow_their_own_reader_must_not_breed()
    {
        using var world = new ActorWorld();
        world.ExpectDrops(DropCause.ActorStopped, DropCause.MailboxFull);
        IActorRef<DeadLetter> reader = world.System.Spawn(
            Props.FromHandler<DeadLetter>((_, _) => { }) with { Capacity = 1, Overflow = OverflowPolicy.DropNewest });
        world.System.Events.Subscribe(reader);
        IActorRef<int> actor = world.System.Spawn(Props.FromHandler<int>((_, _) => { }));
        world.System.Stop(actor);
        world.Run();
        for (int i = 0; i < 5; i++)
            actor.Tell(i);

        Assert.Equal(5, world.System.DeadLetters.CountOf(DropCause.ActorStopped));
        Assert.Equal(4, world.System.DeadLetters.CountOf(DropCause.MailboxFull));
    }
}
