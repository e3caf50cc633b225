using System.Runtime.InteropServices;
using System.Text;

namespace VideoDyn.Brokers.TestKit.Kafka;

/// <summary>A message as a consumer got it.</summary>
/// <param name="Partition">Number of the partition.</param>
/// <param name="Offset">Position in the partition.</param>
/// <param name="Key">The key.</param>
/// <param name="Value">The value in UTF-8.</param>
/// <param name="Id">The header <c>ce_id</c>.</param>
/// <param name="ContentType">The header <c>content-type</c>.</param>
/// <param name="Source">The header <c>ce_source</c>; empty without one.</param>
public sealed record KafkaMessage(int Partition, long Offset, string Key, string Value, string Id, string ContentType, string Source);

/// <summary>
/// Reads a topic of three partitions from its beginning with librdkafka itself: the managed consumer asks for functions that
/// the distribution's version lacks.
/// </summary>
public static unsafe partial class TopicReader
{
    private const string Library = "librdkafka.so.1";
    private const int Consumer = 1;
    private const long Beginning = -2;

    /// <summary>The messages that are there; waits a little for the first and shortly for each further one.</summary>
    public static List<KafkaMessage> ReadAll(string servers, string topic)
    {
        nint configuration = ConfNew();
        Set(configuration, "bootstrap.servers", servers);
        Set(configuration, "group.id", "test");
        nint client = New(Consumer, configuration, 0, 0);
        _ = PollSetConsumer(client);
        nint partitions = ListNew(3);
        for (int partition = 0; partition < 3; partition++)
            ((Partition*)ListAdd(partitions, topic, partition))->Offset = Beginning;
        if (Assign(client, partitions) != 0)
            throw new InvalidOperationException("the topic could not be read");
        ListDestroy(partitions);
        var messages = new List<KafkaMessage>();
        while (ConsumerPoll(client, messages.Count == 0 ? 10_000 : 2_000) is var found && found != null)
        {
            if (found->Error == 0)
                messages.Add(new(found->Partition, found->Offset, Text(found->Key, found->KeyLength), Text(found->Payload, found->Length), Header(found, "ce_id"), Header(found, "content-type"), Header(found, "ce_source")));
            MessageDestroy(found);
        }

        _ = ConsumerClose(client);
        Destroy(client);
        return messages;
    }

    private static void Set(nint configuration, string name, string value)
    {
        if (ConfSet(configuration, name, value, 0, 0) != 0)
            throw new InvalidOperationException($"librdkafka refused {name} = {value}");
    }

    private static string Header(Message* message, string name) =>
        MessageHeaders(message, out nint headers) == 0 && HeaderGetLast(headers, name, out nint value, out nint length) == 0 ? Text(value, length) : "";

    private static string Text(nint bytes, nint length) => Encoding.UTF8.GetString(new ReadOnlySpan<byte>((void*)bytes, (int)length));

    [LibraryImport(Library, EntryPoint = "rd_kafka_conf_new")]
    private static partial nint ConfNew();

    [LibraryImport(Library, EntryPoint = "rd_kafka_conf_set", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ConfSet(nint configuration, string name, string value, nint error, nint errorSize);

    [LibraryImport(Library, EntryPoint = "rd_kafka_new")]
    private static partial nint New(int type, nint configuration, nint error, nint errorSize);

    [LibraryImport(Library, EntryPoint = "rd_kafka_poll_set_consumer")]
    private static partial int PollSetConsumer(nint client);

    [LibraryImport(Library, EntryPoint = "rd_kafka_topic_partition_list_new")]
    private static partial nint ListNew(int size);

    [LibraryImport(Library, EntryPoint = "rd_kafka_topic_partition_list_add", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint ListAdd(nint list, string topic, int partition);

    [LibraryImport(Library, EntryPoint = "rd_kafka_topic_partition_list_destroy")]
    private static partial void ListDestroy(nint list);

    [LibraryImport(Library, EntryPoint = "rd_kafka_assign")]
    private static partial int Assign(nint client, nint partitions);

    [LibraryImport(Library, EntryPoint = "rd_kafka_consumer_poll")]
    private static partial Message* ConsumerPoll(nint client, int timeoutMilliseconds);

    [LibraryImport(Library, EntryPoint = "rd_kafka_message_destroy")]
    private static partial void MessageDestroy(Message* message);

    [LibraryImport(Library, EntryPoint = "rd_kafka_message_headers")]
    private static partial int MessageHeaders(Message* message, out nint headers);

    [LibraryImport(Library, EntryPoint = "rd_kafka_header_get_last", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int HeaderGetLast(nint headers, string name, out nint value, out nint length);

    [LibraryImport(Library, EntryPoint = "rd_kafka_consumer_close")]
    private static partial int ConsumerClose(nint client);

    [LibraryImport(Library, EntryPoint = "rd_kafka_destroy")]
    private static partial void Destroy(nint client);

    [StructLayout(LayoutKind.Sequential)]
    private struct Message
    {
        public int Error;
        public nint Topic;
        public int Partition;
        public nint Payload;
        public nint Length;
        public nint Key;
        public nint KeyLength;
        public long Offset;
        public nint Private;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Partition
    {
        public nint Topic;
        public int Number;
        public long Offset;
        public nint Metadata;
        public nint MetadataLength;
        public nint Opaque;
        public int Error;
        public nint Private;
    }
}
