namespace Ossa.Protocol.Regions;

/// <summary>The ways into a region of the real service.</summary>
public enum EndpointKind
{
    /// <summary>From the Internet: <c>oss-cn-hangzhou.aliyuncs.com</c>.</summary>
    Public,

    /// <summary>From within the region's own network: <c>oss-cn-hangzhou-internal.aliyuncs.com</c>.</summary>
    Internal,

    /// <summary>IPv4 and IPv6: <c>cn-hangzhou.oss.aliyuncs.com</c>.</summary>
    DualStack,

    /// <summary>Through the nearest access point of the world: <c>oss-accelerate.aliyuncs.com</c>, the same for all regions.</summary>
    Accelerate,

    /// <summary>The same outside mainland China: <c>oss-accelerate-overseas.aliyuncs.com</c>.</summary>
    AccelerateOverseas,
}
