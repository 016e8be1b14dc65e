namespace Ossa.Engine.Bodies;

/// <summary>Reads the next bytes of a body into a buffer; zero means that the body has ended as its sender promised.</summary>
public delegate ValueTask<int> ReadBody(Memory<byte> buffer, CancellationToken cancellationToken);
