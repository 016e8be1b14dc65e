using Ossa.Client.Bodies;

namespace Ossa.Client.Sending;

/// <summary>
/// A request before it is signed: what it is about, not yet where it goes. Names that cannot be are refused here, since they would turn
/// it into another one: a missing key into a request to the bucket, a bucket with a slash or dot into one to another host.
/// </summary>
internal sealed class OssRequest
{
    /// <summary>A request to the service itself.</summary>
    public OssRequest(HttpMethod method) => Method = method;

    /// <summary>A request to a bucket.</summary>
    public OssRequest(HttpMethod method, string bucket)
        : this(method) => Bucket = NameCheck.Bucket(bucket);

    /// <summary>A request to an object.</summary>
    public OssRequest(HttpMethod method, string bucket, string key)
        : this(method, bucket) => Key = NameCheck.Key(key);

    private OssRequest(HttpMethod method, string bucket, string? key, bool isAdministrative)
        : this(method) => (Bucket, Key, IsAdministrative) = (bucket, key, isAdministrative);

    /// <summary>A request to Ossa's own API, which to a signature is an object in a bucket "-" that cannot be.</summary>
    public static OssRequest Administrative(HttpMethod method, string path) =>
        new(method, "-", "admin/v1/" + path, isAdministrative: true);

    public HttpMethod Method { get; }

    /// <summary>Whether it goes to the service host whatever the style of addresses.</summary>
    public bool IsAdministrative { get; }

    public string? Bucket { get; }

    public string? Key { get; }

    public List<KeyValuePair<string, string>> Query { get; } = [];

    public List<KeyValuePair<string, string>> Headers { get; } = [];

    /// <summary>The body, or null for none.</summary>
    public UploadBody? Body { get; init; }

    /// <summary>Whether doing it twice is the same as doing it once.</summary>
    public bool IsRepeatable { get; init; } = true;

    /// <summary>Adds a parameter without a value, which is how sub-resources are named.</summary>
    public OssRequest SubResource(string name) => Parameter(name, "");

    public OssRequest Parameter(string name, string? value)
    {
        if (value is not null)
        {
            Query.Add(new(name, value));
        }
        return this;
    }

    public OssRequest Header(string name, string? value)
    {
        if (value is not null)
        {
            HeaderCheck.Check(name, value);
            Headers.Add(new(name, value));
        }
        return this;
    }

    public OssRequest Header(string name, DateTimeOffset? value) =>
        Header(name, value is { } time ? Protocol.Signing.SigningTime.ToHttpDate(time) : null);

    public OssRequest AllHeaders(IEnumerable<KeyValuePair<string, string>> headers)
    {
        foreach (var (name, value) in headers)
        {
            Header(name, value);
        }
        return this;
    }

    public OssRequest AllParameters(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        Query.AddRange(parameters);
        return this;
    }
}
