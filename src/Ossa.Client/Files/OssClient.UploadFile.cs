using Microsoft.Win32.SafeHandles;
using Ossa.Client.Files;

namespace Ossa.Client;

public sealed partial class OssClient
{
    private const int MaxParallel = 100;

    /// <summary>
    /// Stores a file as an object: a small one with one request, a large one in parts, several at a time. The checksum of the whole is
    /// verified. An upload in parts that fails, or that is given up, is aborted, so that nothing of it stays behind.
    /// </summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The object's key.</param>
    /// <param name="path">The file. While it goes in parts it must not change.</param>
    /// <param name="options">How it is uploaded.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What the server tells of the new object.</returns>
    /// <exception cref="ArgumentException">The parts cannot have the wanted size, or the file would have more than 10,000 of them.</exception>
    /// <exception cref="IOException">The file cannot be read, or it changed while it was uploaded.</exception>
    /// <exception cref="OssChecksumException">The server received other bytes than those sent.</exception>
    /// <exception cref="OssAbandonedUploadException">The upload failed, and so did the attempt to abort it.</exception>
    public async Task<ObjectProperties> UploadFileAsync(
        string bucket,
        string key,
        string path,
        UploadFileOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        options ??= new UploadFileOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(options.MultipartThreshold);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MultipartThreshold, PartPlan.MaxPartBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Parallel, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Parallel, MaxParallel);
        using var file = File.OpenHandle(path, options: FileOptions.Asynchronous);
        var length = RandomAccess.GetLength(file);
        var put = (options.Object ?? new PutObjectOptions()) with { ContentLength = null, ContentMd5 = null };
        if (length <= options.MultipartThreshold)
        {
            await using var whole = new FileSlice(file, 0, length, options.Progress);
            return await PutObjectAsync(bucket, key, whole, put, cancellationToken);
        }

        var plan = PartPlan.Of(length, options.PartSize);
        var upload = await InitiateMultipartUploadAsync(bucket, key, put, cancellationToken);
        try
        {
            return await UploadPartsAsync(bucket, key, upload.UploadId, file, plan, options, cancellationToken);
        }
        catch (Exception failure)
        {
            await AbortAfterAsync(bucket, key, upload.UploadId, failure);
            throw;
        }
    }

    private async Task<ObjectProperties> UploadPartsAsync(
        string bucket,
        string key,
        string uploadId,
        SafeFileHandle file,
        PartPlan plan,
        UploadFileOptions options,
        CancellationToken cancellationToken
    )
    {
        var written = File.GetLastWriteTimeUtc(file);
        var parts = new UploadedPart[plan.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(1, plan.Count),
            new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = cancellationToken },
            async (number, stop) =>
            {
                var (offset, length) = (plan.OffsetOf(number), plan.LengthOf(number));
                await using var slice = new FileSlice(file, offset, length, options.Progress);
                parts[number - 1] = await UploadPartAsync(
                    bucket,
                    key,
                    uploadId,
                    number,
                    slice,
                    cancellationToken: stop
                );
            }
        );
        if (RandomAccess.GetLength(file) != plan.Length || File.GetLastWriteTimeUtc(file) != written)
        {
            throw new IOException("The file changed while it was uploaded, so nothing was stored.");
        }

        var complete = new CompleteMultipartUploadOptions
        {
            Acl = options.Object?.Acl,
            ForbidOverwrite = options.Object?.ForbidOverwrite ?? false,
        };
        var completed = await CompleteMultipartUploadAsync(bucket, key, uploadId, parts, complete, cancellationToken);
        return completed.Properties;
    }

    /// <summary>Also after a cancellation: parts that nobody knows of would take room until the server throws them away.</summary>
    private async Task AbortAfterAsync(string bucket, string key, string uploadId, Exception failure)
    {
        try
        {
            await AbortMultipartUploadAsync(bucket, key, uploadId, CancellationToken.None);
        }
        catch (OssServiceException gone) when (gone.Code == "NoSuchUpload")
        {
            // It is as it should be: somebody else aborted it, or it was completed and only the answer was lost.
        }
        catch (OssClientException abortion)
        {
            throw new OssAbandonedUploadException(uploadId, failure, abortion);
        }
    }
}
