{{/* The pod of both workloads: metadata and spec. */}}
{{- define "assay.pod" -}}
{{- if lt (int .Values.shutdown.terminationGracePeriodSeconds) (add (int .Values.shutdown.drainSeconds) 35) }}
{{- fail "shutdown.terminationGracePeriodSeconds must leave 35 s after shutdown.drainSeconds: 30 for requests in flight, 5 for the stores" }}
{{- end }}
metadata:
  labels:
    {{- include "assay.selectorLabels" . | nindent 4 }}
    app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
    {{- with .Values.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  annotations:
    kubectl.kubernetes.io/default-container: assay
    # A changed configuration is a changed pod, and so rolled out.
    checksum/config: {{ include "assay.config" . | sha256sum }}
    {{- with .Values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ include "assay.fullname" . }}
  automountServiceAccountToken: false
  # Variables for a service named assay, such as ASSAY_PORT, would be read as settings.
  enableServiceLinks: false
  terminationGracePeriodSeconds: {{ .Values.shutdown.terminationGracePeriodSeconds }}
  {{- with .Values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  securityContext:
    {{- include "assay.podSecurityContext" . | nindent 4 }}
  containers:
    - name: assay
      image: {{ include "assay.image" . | quote }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      securityContext:
        {{- include "assay.containerSecurityContext" . | nindent 8 }}
      env:
        - name: SERVER_ADDRESS
          value: 0.0.0.0
        - name: MANAGEMENT_SERVER_ADDRESS
          value: 0.0.0.0
        - name: MANAGEMENT_SERVER_PORT
          value: "9090"
        - name: SPRING_CONFIG_ADDITIONAL_LOCATION
          value: file:/etc/assay/
        - name: ASSAY_DATABASE_DIRECTORY
          value: /data
        {{- with .Values.externalPostgresql }}
        {{- if .enabled }}
        - name: SPRING_DATASOURCE_URL
          value: {{ .url | quote }}
        - name: SPRING_DATASOURCE_USERNAME
          valueFrom:
            secretKeyRef:
              name: {{ .existingSecret }}
              key: {{ .usernameKey }}
        - name: SPRING_DATASOURCE_PASSWORD
          valueFrom:
            secretKeyRef:
              name: {{ .existingSecret }}
              key: {{ .passwordKey }}
        {{- if $.Values.datasets.existingClaim }}
        - name: ASSAY_DATASETS_DIRECTORY
          value: /datasets
        {{- else }}
        - name: ASSAY_DATASETS_ENABLED
          value: "false"
        {{- end }}
        {{- end }}
        {{- end }}
        {{- with include "assay.adminKeySecret" . }}
        - name: ASSAY_ADMIN_KEY
          valueFrom:
            secretKeyRef:
              name: {{ . }}
              key: {{ $.Values.adminKey.key }}
        {{- end }}
        {{- with .Values.extraEnv }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      ports:
        - name: http
          containerPort: 8080
          protocol: TCP
        - name: metrics
          containerPort: 9090
          protocol: TCP
      startupProbe:
        {{- include "assay.probe" (dict "path" "/livez" "times" .Values.probes.startup) | nindent 8 }}
      livenessProbe:
        {{- include "assay.probe" (dict "path" "/livez" "times" .Values.probes.liveness) | nindent 8 }}
      readinessProbe:
        {{- include "assay.probe" (dict "path" "/readyz" "times" .Values.probes.readiness) | nindent 8 }}
      resources:
        {{- toYaml .Values.resources | nindent 8 }}
      volumeMounts:
        - name: config
          mountPath: /etc/assay
          readOnly: true
        - name: data
          mountPath: /data
        {{- if and .Values.externalPostgresql.enabled .Values.datasets.existingClaim }}
        - name: datasets
          mountPath: /datasets
        {{- end }}
        - name: tmp
          mountPath: /tmp
  volumes:
    - name: config
      configMap:
        name: {{ include "assay.fullname" . }}
    - name: tmp
      emptyDir:
        sizeLimit: 512Mi
    {{- if .Values.externalPostgresql.enabled }}
    - name: data
      emptyDir:
        sizeLimit: 64Mi
    {{- with .Values.datasets.existingClaim }}
    - name: datasets
      persistentVolumeClaim:
        claimName: {{ . }}
    {{- end }}
    {{- end }}
  {{- with .Values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if and .Values.externalPostgresql.enabled .Values.topologySpread }}
  topologySpreadConstraints:
    {{- range .Values.topologySpread }}
    - topologyKey: {{ .topologyKey }}
      maxSkew: {{ .maxSkew }}
      whenUnsatisfiable: {{ .whenUnsatisfiable }}
      labelSelector:
        matchLabels:
          {{- include "assay.selectorLabels" $ | nindent 10 }}
      # Pods of one revision are spread; those of the one before are going.
      matchLabelKeys:
        - pod-template-hash
    {{- end }}
  {{- end }}
{{- end }}
