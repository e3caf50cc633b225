using VideoDyn.Events.Sinks;

namespace VideoDyn.Events.Mqtt;

/// <summary>The answer to an event that is sent as several messages: confirmed with the last of them, refused with the first.</summary>
internal sealed class JointAnswer(BatchAnswers answers, int index, int messages)
{
    private int _open = messages;

    public void Confirm()
    {
        if (Interlocked.Decrement(ref _open) == 0)
            answers.Answer(index, Delivery.Confirmed);
    }

    public void Refuse(string reason) => answers.Answer(index, Delivery.Refused(reason));
}
