namespace Ossa.Client;

/// <summary>What goes with a part. See https://www.alibabacloud.com/help/en/oss/developer-reference/uploadpart.</summary>
public sealed record UploadPartOptions
{
    /// <summary>How many bytes to send: of a stream that has more, such as a large file, or that does not know its length.</summary>
    public long? ContentLength { get; init; }

    /// <summary>The base64 of the part's MD5, which the server then checks.</summary>
    public string? ContentMd5 { get; init; }

    /// <summary>Further headers, such as x-oss-traffic-limit, signed as they are.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
