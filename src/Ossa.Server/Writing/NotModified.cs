using Microsoft.AspNetCore.Http;
using Ossa.Engine.Objects;

namespace Ossa.Server.Writing;

/// <summary>Answers that what the asker has is still right.</summary>
internal static class NotModified
{
    public static void Answer(HttpResponse response, ObjectRecord record)
    {
        ObjectHeaders.WriteIdentity(response.Headers, record);
        response.StatusCode = StatusCodes.Status304NotModified;
    }
}
