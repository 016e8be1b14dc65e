using Ossa.Engine.Records;

namespace Ossa.Engine.Encryption;

/// <summary>How something is encrypted, as two fields of its record: an object, an upload or a bucket. Nothing is written where it is not.</summary>
internal static class EncryptionCodec
{
    public const byte AlgorithmTag = 70;
    public const byte KeyNameTag = 71;

    /// <summary>Of a record with a sealed body: its key.</summary>
    public const byte WrappedKeyTag = 72;

    public static void Write(RecordWriter writer, ObjectEncryption? encryption)
    {
        if (encryption is not null)
        {
            writer.Number(AlgorithmTag, (ulong)encryption.Algorithm).Text(KeyNameTag, encryption.KeyName);
        }
    }

    /// <summary>Takes the field that a reader is at over; the algorithm comes before the name.</summary>
    /// <exception cref="InvalidDataException">There is a name and no algorithm before it.</exception>
    public static ObjectEncryption? Read(ref RecordReader reader, ObjectEncryption? before) =>
        reader.Tag == AlgorithmTag
            ? new ObjectEncryption((EncryptionAlgorithm)reader.Number())
            : (before ?? throw new InvalidDataException("The record names a key, and nothing that it is for.")) with
            {
                KeyName = reader.Text(),
            };
}
