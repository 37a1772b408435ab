# Newsfold in a container, as a user without rights, with its database on the volume /data.
FROM python:3.13-slim AS build
WORKDIR /build
# Everything is fetched by the hashes of the lock; below, nothing is fetched any more.
COPY requirements.lock ./
RUN pip wheel --no-cache-dir --require-hashes --requirement requirements.lock --wheel-dir /wheels
COPY pyproject.toml README.md LICENSE ./
COPY src src
RUN pip wheel --no-deps --no-index --find-links /wheels --wheel-dir /newsfold . \
 && python -m venv /opt/newsfold \
 && /opt/newsfold/bin/pip install --no-cache-dir --no-index --find-links /wheels /newsfold/*.whl

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin newsfold \
 && install --directory --owner newsfold --group newsfold /data
COPY --from=build /opt/newsfold /opt/newsfold
ENV PATH=/opt/newsfold/bin:$PATH \
    NEWSFOLD_DATABASE=/data/news.db \
    NEWSFOLD_SERVE_HOST=0.0.0.0
USER newsfold
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=8)"]
ENTRYPOINT ["newsfold"]
CMD ["serve"]
