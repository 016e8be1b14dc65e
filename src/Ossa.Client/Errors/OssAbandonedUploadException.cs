namespace Ossa.Client;

/// <summary>An upload in parts failed and could not be aborted either, so its parts take room until somebody aborts it.</summary>
public sealed class OssAbandonedUploadException : OssClientException
{
    internal OssAbandonedUploadException(string uploadId, Exception failure, Exception abortion)
        : base(
            $"{failure.Message} The parts that were sent could not be removed ({abortion.Message}): abort the upload {uploadId}.",
            failure
        ) => UploadId = uploadId;

    /// <summary>The upload that is left.</summary>
    public string UploadId { get; }
}
