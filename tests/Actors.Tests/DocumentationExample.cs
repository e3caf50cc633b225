using VideoDyn.Actors.Asking;
using VideoDyn.Actors.Mailboxes;

namespace VideoDyn.Actors.Tests;

// An actor that doubles numbers and answers.
internal sealed class Doubler : Actor<Doubler.Question>
{
    public readonly record struct Question(int Number, IActorRef<int> ReplyTo);

    protected override ValueTask Receive(Question message)
    {
        message.ReplyTo.Tell(2 * message.Number);
        return ValueTask.CompletedTask;
    }

    public static async Task<int> AskOne(ActorSystem system)
    {
        Props<Question> props = Props.Create(() => new Doubler()) with { Capacity = 16, Overflow = OverflowPolicy.DropOldest };
        IActorRef<Question> doubler = system.Spawn(props, "doubler");
        int answer = await doubler.Ask<Question, int>(replyTo => new Question(21, replyTo), TimeSpan.FromSeconds(1));
        await system.StopAsync(TimeSpan.FromSeconds(5));
        return answer;
    }
}
