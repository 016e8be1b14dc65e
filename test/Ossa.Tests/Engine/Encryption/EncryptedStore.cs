using Ossa.Engine.Encryption;
using Ossa.Engine.Objects;
using Ossa.Tests.Storage;

namespace Ossa.Tests.Engine.Encryption;

/// <summary>Fills stores with encrypted objects of all kinds.</summary>
internal static class EncryptedStore
{
    public static readonly NewObject Wanted = new() { Encryption = ObjectEncryption.Aes256 };

    private static CancellationToken Cancel => TestStore.Cancel;

    /// <summary>Makes the bucket encrypt what is written to it.</summary>
    public static async Task EncryptAsync(this TestStore store, ObjectEncryption? encryption) =>
        store.Bucket = await store.Engine.Buckets.UpdateAsync(
            store.Bucket,
            bucket => bucket with { Encryption = encryption },
            Cancel
        );

    /// <summary>One of each kind of body under its name, with what is in it: a row, a blob, parts of which one is a row, appended pieces.</summary>
    public static async Task<Dictionary<string, byte[]>> FillEncryptedAsync(this TestStore store)
    {
        var bodies = new Dictionary<string, byte[]>
        {
            ["row"] = Bytes.Pattern(60_000, 1),
            ["empty"] = [],
            ["blob"] = Bytes.Pattern(700_001, 2),
            ["parts"] = [.. Bytes.Pattern(150_000, 3), .. Bytes.Pattern(140_000, 4), .. Bytes.Pattern(900, 5)],
            ["appended"] = [.. Bytes.Pattern(200_000, 6), .. Bytes.Pattern(500, 7), .. Bytes.Pattern(90_000, 8)],
        };
        await store.PutAsync("row", bodies["row"], Wanted);
        await store.PutAsync("empty", bodies["empty"], Wanted);
        await store.PutAsync("blob", bodies["blob"], Wanted);
        var upload = await store.Engine.Uploads.InitiateAsync(store.Bucket, "parts", Wanted, Cancel);
        await store.PutPartAsync(upload, 1, bodies["parts"][..150_000]);
        await store.PutPartAsync(upload, 2, bodies["parts"][150_000..290_000]);
        await store.PutPartAsync(upload, 3, bodies["parts"][290_000..]);
        await store.Engine.Uploads.CompleteAsync(store.Bucket, upload, null, Cancel);
        await AppendAsync(store, 0, bodies["appended"][..200_000]);
        await AppendAsync(store, 200_000, bodies["appended"][200_000..200_500]);
        await AppendAsync(store, 200_500, bodies["appended"][200_500..]);
        return bodies;
    }

    /// <summary>Copies one key to another, encrypted or not.</summary>
    public static async Task<ObjectRecord> CopyAsync(this TestStore store, string from, string to, NewObject wanted)
    {
        await using var source = await store.Engine.Objects.OpenAsync(store.Bucket, from, null, Cancel);
        return await store.Engine.Objects.CopyAsync(source!, store.Bucket, to, wanted, Cancel);
    }

    private static ValueTask<ObjectRecord> AppendAsync(TestStore store, long position, byte[] body) =>
        store.Engine.Appender.AppendAsync(
            store.Bucket,
            "appended",
            position,
            Wanted with
            {
                ExpectedBytes = body.Length,
            },
            TestStore.ReadFrom(body),
            Cancel
        );
}
